using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>Decoders with their encoders' weights, in double: y[n, o] = b[o] + Σ over i of W[i, o] · x[n, i], and the
/// convolution or transposed convolution that the weights are no encoder's of.</summary>
internal static class ReferenceTied
{
    public static double[] Forward(
        TiedDenseLayer layer, int count, double[] input, double[] weights, double[] biases) =>
        ReferenceDense.Forward(Dense(layer), count, input, Transposed(weights, layer.Inputs), biases);

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
        var transposed = new double[weights.Length];
        double[] inputGradient = ReferenceDense.Backward(
            Dense(layer), count, input, Transposed(weights, layer.Inputs), outputGradient, transposed, biasGradient);
        double[] added = Transposed(transposed, layer.Units);
        for (int i = 0; i < added.Length; i++)
            weightGradient[i] += added[i];
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

    private static DenseLayer Dense(TiedDenseLayer layer) =>
        new(layer.Name, null, layer.Input, layer.Output, HasBias: true, default);

    private static double[] Transposed(double[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        var transposed = new double[matrix.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }

    private static DeconvolutionLayer Transposed(TiedConvolutionLayer layer) => new(
        layer.Name, null, layer.Input, layer.Output, layer.Grid, layer.Groups, HasBias: true, default);

    private static ConvolutionLayer Direct(TiedConvolutionLayer layer) => new(
        layer.Name, null, layer.Input, layer.Output, layer.Grid, layer.Groups, HasBias: true, default);
}
