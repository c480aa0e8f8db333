namespace NetDsl.Gpu;

/// <summary>A 2-D transposed convolution with its bias and activation: what a convolution does on the way
/// back.</summary>
public static class Deconvolution
{
    /// <summary>Output [batch, filters, height, width] = activation(weightsᵀ ⋆ input + bias).</summary>
    /// <param name="weights">[channels, filters / groups, window height, window width]</param>
    /// <param name="bias">[filters], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        => ConvolutionPasses.ToInput<TransposedShape<TShape>, TActivation>(step, input, weights, bias, output);

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, filters, height, width], from the forward pass.</param>
    /// <param name="outputGradient">As output; becomes the gradient before the activation.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer output,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        ChannelGradients.Compute<TActivation>(step, TShape.Filters, area, output, outputGradient, biasGradient);
        if (weightsGradient.Exists)
        {
            ConvolutionPasses.Weights<TransposedShape<TShape>>(step, outputGradient, input, weightsGradient, adds);
        }

        if (inputGradient.Exists)
        {
            ConvolutionPasses.ToOutput<TransposedShape<TShape>, Identity>(
                step, outputGradient, weights, bias: default, inputGradient);
        }
    }
}
