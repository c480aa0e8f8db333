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
            || program.Tensors[linear.Weights].Shape is not { } shape || shape.Sizes[0] != scaling.Channels)
        {
            return program;
        }

        var tensors = program.Tensors.ToList();
        var covers = linear.Covers.Concat(scaling.Covers).ToEquatableArray();
        var weights = Folded(tensors, linear.Weights);
        var addend = bias is null ? scaling.Addend : Folded(tensors, bias.Bias);
        var fold = new FoldScaling(
            covers, scaling.Channels, (int)(shape.Count / scaling.Channels), linear.Weights, bias?.Bias, scaling.Factor,
            scaling.Addend, weights, bias is null ? null : addend);
        var folded = linear with { Covers = covers, Weights = weights, Bias = addend, Output = scaling.Output };
        var forward = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            if (ReferenceEquals(operation, scaling))
            {
                forward.Add(fold);
                forward.Add(folded);
            }
            else if (!ReferenceEquals(operation, linear) && !ReferenceEquals(operation, bias))
            {
                forward.Add(operation);
            }
        }

        var result = program with { Tensors = tensors.ToEquatableArray(), Forward = forward.ToEquatableArray() };
        return result.Replace(scaling.Input, by: scaling.Output);
    }

    private static int Folded(List<Tensor> tensors, int parameter)
    {
        var of = tensors[parameter];
        tensors.Add(new Tensor(tensors.Count, $"{of.Name}, folded", of.Member, of.Shape, TensorKind.Prepared));
        return tensors.Count - 1;
    }
}
