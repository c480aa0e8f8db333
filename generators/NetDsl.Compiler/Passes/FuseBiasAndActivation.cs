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

        // in inference a pool's or a head's own read decides; in training the way back must not need the value either
        var activation = SoleReader<Activate>(program, bias.Output);
        var fused = linear with
        {
            Covers = linear.Covers.Concat(activation?.Covers ?? EquatableArray<string>.Empty).ToEquatableArray(),
            Bias = bias.Bias,
            Output = activation?.Output ?? bias.Output,
            Activation = activation?.Function,
        };
        var forward = program.Forward
            .Where(operation => !ReferenceEquals(operation, bias) && !ReferenceEquals(operation, activation))
            .Select(operation => ReferenceEquals(operation, linear) ? fused : operation);
        var result = program with
        {
            Forward = forward.ToEquatableArray(),
            Backward = FuseBackward(program, linear, activation, fused.Covers),
        };
        return result.Replace(bias.Output, by: fused.Output);
    }

    private static EquatableArray<Operation> FuseBackward(
        TensorProgram program, Linear linear, Activate? activation, EquatableArray<string> covers)
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
            Covers = slope is null && activation is not null ? linear.Covers : covers,
            Output = slope is null ? null : activation!.Output,
            OutputGradient = slope?.OutputGradient ?? product.OutputGradient,
            BiasGradient = sum.BiasGradient,
            Activation = slope is null ? null : activation!.Function,
        };
        return backward
            .Where(operation => !ReferenceEquals(operation, sum) && !ReferenceEquals(operation, slope))
            .Select(operation => ReferenceEquals(operation, product) ? fused : operation)
            .ToEquatableArray();
    }

    private static T? SoleReader<T>(TensorProgram program, int tensor)
        where T : Operation =>
        program.ReaderCount(tensor) == 1 ? program.Forward.OfType<T>().FirstOrDefault(found => found.IsReading(tensor)) : null;
}
