using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A layer with weights, a batch normalisation or a sum becomes one kernel with what stands behind it: the sum
/// of a residual block and its activation. So do, on the way back, the activation's derivative and the gradients of the
/// layer or normalisation in front of the sum.</summary>
public sealed class FuseSums
{
    private readonly ProgramEditor editor;
    private readonly LinearGradients gradients;

    private FuseSums(TensorProgram program) =>
        (editor, gradients) = (new ProgramEditor(program), new LinearGradients(program.Backward));

    public static TensorProgram Run(TensorProgram program)
    {
        // of two branches that end so, the one that is computed last takes the sum: the other's values are there by
        // then
        var pass = new FuseSums(program);
        foreach (var operation in program.Forward.Reverse().OfType<IFusesBehind>())
        {
            pass.Fuse(operation);
        }

        return pass.editor.ToProgram();
    }

    private void Fuse(IFusesBehind operation)
    {
        if (operation.Activation is not null || !operation.TakesActivation)
        {
            return;
        }

        FuseBackward(operation);
        var sum = SumBehind(operation);
        var before = sum?.Output ?? operation.Output;
        var activation = sum?.Activation is null && editor.IsPassedOn(before) ? editor.SoleActivation(before) : null;
        if (sum is null && activation is null)
        {
            return;
        }

        var covers = new List<string>(operation.Covers);
        covers.AddRange(sum?.Covers ?? EquatableArray<string>.Empty);
        covers.AddRange(activation?.Covers ?? EquatableArray<string>.Empty);
        var output = activation?.Output ?? before;
        var residual = sum is null ? default(int?) : sum.Left == operation.Output ? sum.Right : sum.Left;
        var fused = operation.Fused(
            covers.ToEquatableArray(), residual, activation?.Function ?? sum?.Activation, output);

        // where the last of them stood: all that they read is there
        editor.Forward.Remove((Operation)operation);
        editor.Forward.Remove(activation is null ? null : sum);
        editor.Forward.Replace((Operation?)activation ?? sum!, fused);
        editor.StandIn(operation.Output, by: output);
        editor.StandIn(before, by: output);
    }

    /// <summary>What is not finite in the other branch must show there first, in training: it is computed before.</summary>
    private Add? SumBehind(IFusesBehind operation)
    {
        var sum = operation.TakesResidual ? editor.SoleReader<Add>(operation.Output) : null;
        if (sum is null || sum.Left == sum.Right)
        {
            return null;
        }

        var residual = sum.Left == operation.Output ? sum.Right : sum.Left;
        if (!editor.IsTraining || editor.Tensor(residual).Kind == TensorKind.Input)
        {
            return sum;
        }

        var writer = editor.Forward.Writer<Operation>(residual);
        return writer is not null && editor.Forward.IsBefore(writer, (Operation)operation) ? sum : null;
    }

    private void FuseBackward(IFusesBehind operation)
    {
        var back = Back(operation);
        var slope = back is not { Activation: null } ? null
            : editor.Backward.Writer<ActivateBackward>(back.OutputGradient);
        if (slope is null || (back!.ChangesOutputGradient && !editor.IsReadOnce(slope.OutputGradient)))
        {
            return;
        }

        var covers = new List<string>(back.Covers);
        covers.AddRange(slope.Covers);
        var sumGradient = editor.ReaderCount(slope.InputGradient) == 1 ? default(int?) : slope.InputGradient;
        var fused = back.Fused(covers.ToEquatableArray(), slope, sumGradient);

        // where the derivative stood: others may read the gradient that it gives
        editor.Backward.Remove((Operation)back);
        editor.Backward.Replace(slope, fused);
        if (back is LinearBackward linear)
        {
            gradients.Replace(linear, (LinearBackward)fused);
        }
    }

    private IFusesBefore? Back(IFusesBehind operation) => operation switch
    {
        Normalize forward => editor.Backward.Reader<NormalizeBackward>(forward.Mean, found => found.Mean == forward.Mean),
        Linear forward => gradients.Of(forward),
        Pool { Choice: { } choice } => editor.Backward.Reader<PoolBackward>(
            choice, found => found.Choice == choice && editor.ReaderCount(found.OutputGradient) == 1),
        _ => null,
    };
}
