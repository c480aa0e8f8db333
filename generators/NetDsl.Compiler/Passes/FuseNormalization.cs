using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A batch normalisation, the sum of a residual block behind it and the activation behind that become one
/// kernel; so do, on the way back, the activation's derivative and the normalisation's gradients.</summary>
public static class FuseNormalization
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

    private static TensorProgram Fuse(TensorProgram program, IFusesBehind normalization)
    {
        var sum = program.SoleReader<Add>(normalization.Output);
        sum = sum is null || sum.Left == sum.Right ? null : sum;
        var before = sum?.Output ?? normalization.Output;
        var activation = program.SoleActivation(before);
        var inner = program.IsPassedOn(before) ? activation : null;
        program = FuseBackward(program, normalization, activation);
        if (sum is null && inner is null)
        {
            return program;
        }

        var covers = new List<string>(normalization.Covers);
        covers.AddRange(sum?.Covers ?? EquatableArray<string>.Empty);
        covers.AddRange(inner?.Covers ?? EquatableArray<string>.Empty);
        var output = inner?.Output ?? before;
        var residual = sum is null ? default(int?) : sum.Left == normalization.Output ? sum.Right : sum.Left;
        var fused = normalization.Fused(covers.ToEquatableArray(), residual, inner?.Function, output);

        // where the last of them stood: all that they read is there
        var last = (Operation?)inner ?? sum!;
        var forward = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            if (ReferenceEquals(operation, last))
            {
                forward.Add(fused);
            }
            else if (!ReferenceEquals(operation, normalization) && !ReferenceEquals(operation, sum))
            {
                forward.Add(operation);
            }
        }

        return (program with { Forward = forward.ToEquatableArray() })
            .Replace(normalization.Output, by: output)
            .Replace(before, by: output);
    }

    private static TensorProgram FuseBackward(TensorProgram program, IFusesBehind normalization, Activate? activation)
    {
        var back = normalization is Normalize forward
            ? program.Backward.OfType<NormalizeBackward>().FirstOrDefault(found => found.Mean == forward.Mean)
            : null;
        var slope = back is null || activation is null ? null
            : program.Backward.OfType<ActivateBackward>()
                .FirstOrDefault(found => found.InputGradient == back.OutputGradient);
        if (slope is null)
        {
            return program;
        }

        var covers = new List<string>(back!.Covers);
        covers.AddRange(slope.Covers);
        var fused = back with
        {
            Covers = covers.ToEquatableArray(),
            Activation = slope.Function,
            Kept = slope.Kept,
            OutputGradient = slope.OutputGradient,
            SumGradient = program.ReaderCount(slope.InputGradient) == 1 ? null : slope.InputGradient,
        };

        // where the derivative stood: others may read the gradient that it gives
        var backward = new List<Operation>();
        foreach (var operation in program.Backward)
        {
            if (ReferenceEquals(operation, slope))
            {
                backward.Add(fused);
            }
            else if (!ReferenceEquals(operation, back))
            {
                backward.Add(operation);
            }
        }

        return program with { Backward = backward.ToEquatableArray() };
    }
}
