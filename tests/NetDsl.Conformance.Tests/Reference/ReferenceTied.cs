using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>Decoders with their encoders' weights, in double: y[n, o] = b[o] + Σ over i of W[i, o] · x[n, i], and the
/// convolution or transposed convolution that the weights are no encoder's of.</summary>
internal static class ReferenceTied
{
    public static double[] Forward(TiedDenseLayer layer, int count, double[] input, double[] weights, double[] biases)
    {
        var output = new double[count * layer.Units];
        for (int n = 0; n < count; n++)
            for (int o = 0; o < layer.Units; o++)
            {
                double sum = biases[o];
                for (int i = 0; i < layer.Inputs; i++)
                    sum += weights[i * layer.Units + o] * input[n * layer.Inputs + i];
                output[n * layer.Units + o] = sum;
            }

        return output;
    }

    /// <summary>The output's gradient to the input's, which it returns, and adds the parameters'.</summary>
    public static double[] Backward(
        TiedDenseLayer layer,
        int count,
        double[] input,
        double[] weights,
        double[] outputGradient,
        double[] weightGradient,
        double[] biasGradient)
    {
        var inputGradient = new double[input.Length];
        for (int n = 0; n < count; n++)
            for (int o = 0; o < layer.Units; o++)
            {
                double gradient = outputGradient[n * layer.Units + o];
                biasGradient[o] += gradient;
                for (int i = 0; i < layer.Inputs; i++)
                {
                    weightGradient[i * layer.Units + o] += gradient * input[n * layer.Inputs + i];
                    inputGradient[n * layer.Inputs + i] += gradient * weights[i * layer.Units + o];
                }
            }

        return inputGradient;
    }

    public static double[] Forward(
        TiedConvolutionLayer layer, int count, double[] input, double[] weights, double[] biases) =>
        layer.IsTransposed
            ? ReferenceDeconvolution.Forward(Transposed(layer), count, input, weights, biases)
            : ReferenceConvolution.Forward(Direct(layer), count, input, weights, biases);

    public static double[] Backward(
        TiedConvolutionLayer layer,
        int count,
        double[] input,
        double[] weights,
        double[] outputGradient,
        double[] weightGradient,
        double[] biasGradient) => layer.IsTransposed
        ? ReferenceDeconvolution.Backward(
            Transposed(layer), count, input, weights, outputGradient, weightGradient, biasGradient)
        : ReferenceConvolution.Backward(
            Direct(layer), count, input, weights, outputGradient, weightGradient, biasGradient);

    private static DeconvolutionLayer Transposed(TiedConvolutionLayer layer) => new(
        layer.Name, null, layer.Input, layer.Output, layer.Grid, layer.Groups, HasBias: true, default);

    private static ConvolutionLayer Direct(TiedConvolutionLayer layer) => new(
        layer.Name, null, layer.Input, layer.Output, layer.Grid, layer.Groups, HasBias: true, default);
}
