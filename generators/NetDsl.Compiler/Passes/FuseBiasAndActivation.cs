using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A dense product or convolution, its bias and the activation behind become one kernel; so do, on the way back,
/// the activation's derivative, the bias's gradient and those of weights and input.</summary>
public static class FuseBiasAndActivation
{
    public static TensorProgram Run(TensorProgram program)
    {
        foreach (var linear in program.Forward.OfType<Linear>())
        {
            program = Fuse(program, linear);
        }

        return program;
    }

    private static TensorProgram Fuse(TensorProgram program, Linear linear)
    {
        var bias = program.SoleReader<AddBias>(linear.Output);
        var end = bias?.Output ?? linear.Output;
        var activation = program.SoleActivation(end);
        if (bias is null && activation is null)
        {
            return program;
        }

        // in inference a pool's or a head's own read decides; in training the way back must not need the value either
        var inner = program.IsPassedOn(end) ? activation : null;
        var fused = linear with
        {
            Covers = Covers(linear, inner),
            Bias = bias?.Bias ?? linear.Bias,
            Output = inner?.Output ?? end,
            Activation = inner?.Function,
        };
        var forward = program.Forward
            .Where(operation => !ReferenceEquals(operation, bias) && !ReferenceEquals(operation, inner))
            .Select(operation => ReferenceEquals(operation, linear) ? fused : operation);
        var result = program with
        {
            Forward = forward.ToEquatableArray(),
            Backward = FuseBackward(program, linear, bias, activation),
        };
        return result.Replace(end, by: fused.Output);
    }

    private static EquatableArray<Operation> FuseBackward(
        TensorProgram program, Linear linear, AddBias? bias, Activate? activation)
    {
        var backward = program.Backward;
        var product = backward.OfType<LinearBackward>().FirstOrDefault(found => found.IsOf(linear));
        if (product is null)
        {
            return backward;
        }

        // a sum's branches have one gradient: it does not tell whose bias it is
        var sum = bias is null ? null
            : backward.OfType<AddBiasBackward>().FirstOrDefault(found => program.Tensors[found.BiasGradient].Of == bias.Bias);
        var slope = activation is null ? null
            : backward.OfType<ActivateBackward>()
                .FirstOrDefault(found => found.InputGradient == product.OutputGradient);

        // the kernel changes the gradient it reads: one that others need too, such as a sum's, stays as it is
        slope = slope is not null && program.IsReadOnce(slope.OutputGradient) ? slope : null;
        var fused = product with
        {
            Covers = Covers(linear, slope is null ? null : activation),
            Output = slope?.Kept,
            OutputGradient = slope?.OutputGradient ?? product.OutputGradient,
            BiasGradient = sum?.BiasGradient,
            Activation = slope?.Function,
        };
        return backward
            .Where(operation => !ReferenceEquals(operation, sum) && !ReferenceEquals(operation, slope))
            .Select(operation => ReferenceEquals(operation, product) ? fused : operation)
            .ToEquatableArray();
    }

    private static EquatableArray<string> Covers(Linear linear, Activate? activation) =>
        linear.Covers.Concat(activation?.Covers ?? EquatableArray<string>.Empty).ToEquatableArray();
}
