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
        if (SoleReader<AddBias>(program, linear.Output) is not { } bias)
        {
            return program;
        }

        var activation = SoleActivation(program, bias.Output);

        // in inference a pool's or a head's own read decides; in training the way back must not need the value either
        var inner = program.ReaderCount(bias.Output) == 1 ? activation : null;
        var fused = linear with
        {
            Covers = Covers(linear, inner),
            Bias = bias.Bias,
            Output = inner?.Output ?? bias.Output,
            Activation = inner?.Function,
        };
        var forward = program.Forward
            .Where(operation => !ReferenceEquals(operation, bias) && !ReferenceEquals(operation, inner))
            .Select(operation => ReferenceEquals(operation, linear) ? fused : operation);
        var result = program with
        {
            Forward = forward.ToEquatableArray(),
            Backward = FuseBackward(program, linear, activation),
        };
        return result.Replace(bias.Output, by: fused.Output);
    }

    private static EquatableArray<Operation> FuseBackward(
        TensorProgram program, Linear linear, Activate? activation)
    {
        var backward = program.Backward;
        var product = backward.OfType<LinearBackward>().FirstOrDefault(found => found.Weights == linear.Weights);
        if (product is null)
        {
            return backward;
        }

        var sum = backward.OfType<AddBiasBackward>().First(found => found.OutputGradient == product.OutputGradient);
        var slope = activation is null ? null
            : backward.OfType<ActivateBackward>().FirstOrDefault(found => found.InputGradient == sum.OutputGradient);

        // the kernel changes the gradient it reads: one that others need too, such as a sum's, stays as it is
        slope = slope is not null && program.IsReadOnce(slope.OutputGradient) ? slope : null;
        var fused = product with
        {
            Covers = Covers(linear, slope is null ? null : activation),
            Output = slope?.Kept,
            OutputGradient = slope?.OutputGradient ?? product.OutputGradient,
            BiasGradient = sum.BiasGradient,
            Activation = slope?.Function,
        };
        return backward
            .Where(operation => !ReferenceEquals(operation, sum) && !ReferenceEquals(operation, slope))
            .Select(operation => ReferenceEquals(operation, product) ? fused : operation)
            .ToEquatableArray();
    }

    private static EquatableArray<string> Covers(Linear linear, Activate? activation) =>
        linear.Covers.Concat(activation?.Covers ?? EquatableArray<string>.Empty).ToEquatableArray();

    /// <summary>The activation that alone reads a value, but for its own way back where that starts from
    /// there.</summary>
    private static Activate? SoleActivation(TensorProgram program, int tensor)
    {
        var activation = program.Forward.OfType<Activate>().FirstOrDefault(found => found.Input == tensor);
        var isKept = activation is { KeepsInput: true }
            && program.Backward.OfType<ActivateBackward>().Any(found => found.Kept == tensor);
        return program.ReaderCount(tensor) == (isKept ? 2 : 1) ? activation : null;
    }

    private static T? SoleReader<T>(TensorProgram program, int tensor)
        where T : Operation =>
        program.ReaderCount(tensor) == 1 ? program.Forward.OfType<T>().FirstOrDefault(found => found.IsReading(tensor)) : null;
}
