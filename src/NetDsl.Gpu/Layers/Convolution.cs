namespace NetDsl.Gpu;

/// <summary>A 2-D convolution with its bias and activation.</summary>
public static class Convolution
{
    /// <summary>Output [batch, filters, height, width] = activation(weights ⋆ input + bias).</summary>
    /// <param name="weights">[filters, channels / groups, window height, window width]</param>
    /// <param name="bias">[filters], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        => Forward<TShape, TActivation>(step, input, weights, bias, residual: default, output);

    /// <summary>The same with another tensor added before the activation, as at the end of a residual block.</summary>
    /// <param name="bias">[filters], or none.</param>
    /// <param name="residual">[batch, filters, height, width], which may lie where the output will; or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer residual, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        => ConvolutionPasses.ToOutput<TShape, TActivation>(step, input, weights, bias, output, residual);

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, filters, height, width], from the forward pass; of <see cref="Gelu"/> what it was
    /// before the activation.</param>
    /// <param name="outputGradient">As output; becomes the gradient before the activation.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer output,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer inputGradient)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        ChannelGradients.Compute<TActivation>(step, TShape.Filters, area, output, outputGradient, biasGradient);
        if (weightsGradient.Exists)
        {
            ConvolutionPasses.Weights<TShape>(step, input, outputGradient, weightsGradient);
        }

        if (inputGradient.Exists)
        {
            ConvolutionPasses.ToInput<TShape, Identity>(
                step, outputGradient, weights, bias: default, inputGradient);
        }
    }
}
