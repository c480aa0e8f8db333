namespace NetDsl.Gpu;

/// <summary>A 2-D convolution whose weights are not shared, with its bias and activation: a thread for each
/// value.</summary>
public static class LocalConvolution
{
    /// <summary>Output [batch, filters, height, width] = activation(weights · patches + bias).</summary>
    /// <param name="weights">[filters · height · width, channels, window height, window width]</param>
    /// <param name="bias">[filters, height, width], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int count = step.Times(TShape.Filters * TShape.OutputHeight * TShape.OutputWidth);
        step.Launcher.LaunchOver(
            new LocalOutput<TShape, TActivation>(input, weights.View, bias, output, count), count);
    }

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, filters, height, width], from the forward pass.</param>
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
        int units = TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
        ChannelGradients.Compute<TActivation>(step, units, area: 1, output, outputGradient, biasGradient);
        if (weightsGradient.Exists)
        {
            int count = units * PatchStride<TShape>.Stride;
            step.Launcher.LaunchOver(
                new LocalWeights<TShape>(input, outputGradient, weightsGradient.View, step.Count, count), count);
        }

        if (inputGradient.Exists)
        {
            int count = step.Times(TShape.Channels * TShape.Height * TShape.Width);
            step.Launcher.LaunchOver(
                new LocalInput<TShape>(outputGradient, weights.View, inputGradient, count), count);
        }
    }
}
