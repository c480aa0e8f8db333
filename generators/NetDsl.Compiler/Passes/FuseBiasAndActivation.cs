using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A dense product or convolution, its bias and the activation behind become one kernel; so do, on the way back,
/// the activation's derivative, the bias's gradient and those of weights and input.</summary>
public sealed class FuseBiasAndActivation
{
    private readonly ProgramEditor editor;
    private readonly LinearGradients gradients;

    // of each bias the operations that give its gradient
    private readonly ILookup<int?, AddBiasBackward> sums;

    private FuseBiasAndActivation(TensorProgram program)
    {
        editor = new ProgramEditor(program);
        gradients = new LinearGradients(program.Backward);
        sums = program.Backward.OfType<AddBiasBackward>().ToLookup(sum => program.Tensors[sum.BiasGradient].Of);
    }

    public static TensorProgram Run(TensorProgram program)
    {
        var pass = new FuseBiasAndActivation(program);
        foreach (var linear in program.Forward.OfType<Linear>())
        {
            pass.Fuse(linear);
        }

        return pass.editor.ToProgram();
    }

    private void Fuse(Linear linear)
    {
        var bias = editor.SoleReader<AddBias>(linear.Output);
        var end = bias?.Output ?? linear.Output;
        var activation = editor.SoleActivation(end);
        if (bias is null && activation is null)
        {
            return;
        }

        // in inference a pool's or a head's own read decides; in training the way back must not need the value either
        var inner = editor.IsPassedOn(end) ? activation : null;
        FuseBackward(linear, bias, activation);
        var fused = linear with
        {
            Covers = Covers(linear, inner),
            Bias = bias?.Bias ?? linear.Bias,
            Output = inner?.Output ?? end,
            Activation = inner?.Function,
        };
        editor.Forward.Remove(bias);
        editor.Forward.Remove(inner);
        editor.Forward.Replace(linear, fused);
        editor.StandIn(end, by: fused.Output);
    }

    private void FuseBackward(Linear linear, AddBias? bias, Activate? activation)
    {
        if (gradients.Of(linear) is not { } product)
        {
            return;
        }

        // a sum's branches have one gradient: it does not tell whose bias it is
        var sum = bias is null ? null : sums[bias.Bias].FirstOrDefault(editor.Backward.Contains);
        var slope = activation is null ? null
            : editor.Backward.Writer<ActivateBackward>(product.OutputGradient);

        // the kernel changes the gradient it reads: one that others need too, such as a sum's, stays as it is
        slope = slope is not null && editor.IsReadOnce(slope.OutputGradient) ? slope : null;
        var fused = product with
        {
            Covers = Covers(linear, slope is null ? null : activation),
            Output = slope?.Kept,
            OutputGradient = slope?.OutputGradient ?? product.OutputGradient,
            BiasGradient = sum?.BiasGradient,
            Activation = slope?.Function,
        };
        editor.Backward.Remove(sum);
        editor.Backward.Remove(slope);
        editor.Backward.Replace(product, fused);
        gradients.Replace(product, fused);
    }

    private static EquatableArray<string> Covers(Linear linear, Activate? activation) =>
        linear.Covers.Concat(activation?.Covers ?? EquatableArray<string>.Empty).ToEquatableArray();
}
