using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A layer with weights, a batch normalisation or a sum becomes one kernel with what stands behind it: the sum
/// of a residual block and its activation. So do, on the way back, the activation's derivative and the gradients of the
/// layer or normalisation in front of the sum.</summary>
public static class FuseSums
{
    public static TensorProgram Run(TensorProgram program)
    {
        // of two branches that end so, the one that is computed last takes the sum: the other's values are there by
        // then
        foreach (var operation in program.Forward.Reverse().OfType<IFusesBehind>())
        {
            program = Fuse(program, operation);
        }

        return program;
    }

    private static TensorProgram Fuse(TensorProgram program, IFusesBehind operation)
    {
        if (operation.Activation is not null || !operation.TakesActivation)
        {
            return program;
        }

        program = FuseBackward(program, operation);
        var sum = SumBehind(program, operation);
        var before = sum?.Output ?? operation.Output;
        var activation = sum?.Activation is null && program.IsPassedOn(before) ? program.SoleActivation(before) : null;
        if (sum is null && activation is null)
        {
            return program;
        }

        var covers = new List<string>(operation.Covers);
        covers.AddRange(sum?.Covers ?? EquatableArray<string>.Empty);
        covers.AddRange(activation?.Covers ?? EquatableArray<string>.Empty);
        var output = activation?.Output ?? before;
        var residual = sum is null ? default(int?) : sum.Left == operation.Output ? sum.Right : sum.Left;
        var fused = operation.Fused(
            covers.ToEquatableArray(), residual, activation?.Function ?? sum?.Activation, output);

        // where the last of them stood: all that they read is there
        var last = (Operation?)activation ?? sum!;
        var forward = new List<Operation>();
        foreach (var other in program.Forward)
        {
            if (ReferenceEquals(other, last))
            {
                forward.Add(fused);
            }
            else if (!ReferenceEquals(other, operation) && !ReferenceEquals(other, sum))
            {
                forward.Add(other);
            }
        }

        return (program with { Forward = forward.ToEquatableArray() })
            .Replace(operation.Output, by: output)
            .Replace(before, by: output);
    }

    /// <summary>What is not finite in the other branch must show there first, in training: it is computed before.</summary>
    private static Add? SumBehind(TensorProgram program, IFusesBehind operation)
    {
        var sum = operation.TakesResidual ? program.SoleReader<Add>(operation.Output) : null;
        if (sum is null || sum.Left == sum.Right)
        {
            return null;
        }

        var residual = sum.Left == operation.Output ? sum.Right : sum.Left;
        if (!program.IsTraining || program.Tensors[residual].Kind == TensorKind.Input)
        {
            return sum;
        }

        foreach (var other in program.Forward)
        {
            if (ReferenceEquals(other, operation))
            {
                return null;
            }

            if (other.IsWriting(residual))
            {
                return sum;
            }
        }

        return null;
    }

    private static TensorProgram FuseBackward(TensorProgram program, IFusesBehind operation)
    {
        var back = Back(program, operation);
        var slope = back is not { Activation: null } ? null
            : program.Backward.OfType<ActivateBackward>()
                .FirstOrDefault(found => found.InputGradient == back.OutputGradient);
        if (slope is null || (back!.ChangesOutputGradient && !program.IsReadOnce(slope.OutputGradient)))
        {
            return program;
        }

        var covers = new List<string>(back.Covers);
        covers.AddRange(slope.Covers);
        var sumGradient = program.ReaderCount(slope.InputGradient) == 1 ? default(int?) : slope.InputGradient;
        var fused = back.Fused(covers.ToEquatableArray(), slope, sumGradient);

        // where the derivative stood: others may read the gradient that it gives
        var backward = new List<Operation>();
        foreach (var other in program.Backward)
        {
            if (ReferenceEquals(other, slope))
            {
                backward.Add(fused);
            }
            else if (!ReferenceEquals(other, back))
            {
                backward.Add(other);
            }
        }

        return program with { Backward = backward.ToEquatableArray() };
    }

    private static IFusesBefore? Back(TensorProgram program, IFusesBehind operation) => operation switch
    {
        Normalize forward => program.Backward.OfType<NormalizeBackward>()
            .FirstOrDefault(found => found.Mean == forward.Mean),
        Linear forward => program.Backward.OfType<LinearBackward>().FirstOrDefault(found => found.IsOf(forward)),
        Pool { Choice: { } choice } => program.Backward.OfType<PoolBackward>().FirstOrDefault(
            found => found.Choice == choice && program.ReaderCount(found.OutputGradient) == 1),
        _ => null,
    };
}
