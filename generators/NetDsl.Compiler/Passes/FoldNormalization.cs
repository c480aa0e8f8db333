using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>In inference, a batch normalisation behind a dense layer or convolution becomes part of its weights and
/// bias: a channel's factor times the product is the product with the weights times the factor.</summary>
public static class FoldNormalization
{
    public static TensorProgram Run(TensorProgram program)
    {
        // weights that learn are not to be scaled, and those that do not are few
        if (program.IsTraining)
        {
            return program;
        }

        foreach (var scaling in program.Forward.OfType<ScaleChannels>())
        {
            program = Fold(program, scaling);
        }

        return program;
    }

    private static TensorProgram Fold(TensorProgram program, ScaleChannels scaling)
    {
        var bias = program.SoleWriter<AddBias>(scaling.Input);
        var linear = program.SoleWriter<Linear>(bias?.Input ?? scaling.Input);
        if (linear is not { Core: Linear.DenseCore or Linear.ConvolutionCore, Bias: null, Activation: null }
            || program.Tensors[linear.Weights].Shape is not { } shape || shape.Sizes[0] != scaling.Channels
            || program.ReaderCount(scaling.Factor) > 1)
        {
            return program;
        }

        var prepare = program.Forward.OfType<PrepareScaling>().First(found => found.Factor == scaling.Factor);
        var tensors = program.Tensors.ToList();
        var covers = linear.Covers.Concat(scaling.Covers).ToEquatableArray();
        var fold = new FoldScaling(
            covers, scaling.Channels, (int)(shape.Count / scaling.Channels), prepare.Epsilon, linear.Weights, bias?.Bias,
            prepare.Scale, prepare.Shift, prepare.Mean, prepare.Variance,
            Folded(tensors, linear, "Weights", shape), Folded(tensors, linear, "Bias", Shape.Features(scaling.Channels)));
        var folded = linear with
        {
            Covers = covers,
            Weights = fold.FoldedWeights,
            Bias = fold.FoldedBias,
            Output = scaling.Output,
        };
        var forward = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            if (ReferenceEquals(operation, scaling))
            {
                forward.Add(fold);
                forward.Add(folded);
            }
            else if (!ReferenceEquals(operation, linear) && !ReferenceEquals(operation, bias)
                && !ReferenceEquals(operation, prepare))
            {
                forward.Add(operation);
            }
        }

        var result = program with { Tensors = tensors.ToEquatableArray(), Forward = forward.ToEquatableArray() };
        return result.Replace(scaling.Input, by: scaling.Output);
    }

    /// <summary>A tensor in place of a layer's weights or bias.</summary>
    private static int Folded(List<Tensor> tensors, Linear of, string member, Shape shape)
    {
        var layer = of.Covers[0];
        tensors.Add(new Tensor(
            tensors.Count, $"{layer}'s {member.ToLowerInvariant()}", MemberName.Of(layer) + member, shape,
            TensorKind.Prepared));
        return tensors.Count - 1;
    }
}
