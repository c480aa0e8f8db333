namespace NetDsl.Cpu;

/// <summary>2-D transposed convolutions with activation: x [batch, Channels, Height, Width], weights [Channels,
/// Filters / Groups, WindowHeight, WindowWidth], y [batch, Filters, OutputHeight, OutputWidth]. Each value of x adds
/// its window, times the weights, to y: what a convolution does on the way back.</summary>
public static class Deconvolution
{
    /// <summary>Reads input and weights, writes the activated output.</summary>
    /// <param name="bias">[Filters], or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation =>
        ConvolutionBlocks.Run<OutputSide<TransposedShape<TShape>>, TActivation>(step, input, weights, bias, output);

    /// <summary>Overwrites the gradients of weights, bias and input.</summary>
    /// <param name="output">The forward pass's output: the activation's derivative follows from it.</param>
    /// <param name="outputGradient">Becomes the gradient before the activation.</param>
    /// <param name="biasGradient">None where there is no bias.</param>
    /// <param name="inputGradient">None where nobody needs it.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        OutputGradients.Compute<TActivation>(
            step, TShape.Filters, TShape.OutputHeight * TShape.OutputWidth, output, outputGradient, biasGradient);
        if (!weightsGradient.IsNone)
        {
            WeightsGradient.Compute<TransposedShape<TShape>>(step, outputGradient, input, weightsGradient, adds);
        }

        if (!inputGradient.IsNone)
        {
            ConvolutionBlocks.Run<InputSide<TransposedShape<TShape>>, Identity>(
                step, outputGradient, weights, bias: default, inputGradient);
        }
    }
}
