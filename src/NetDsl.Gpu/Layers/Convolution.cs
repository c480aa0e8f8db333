namespace NetDsl.Gpu;

/// <summary>A 2-D convolution with its bias and activation.</summary>
public static class Convolution
{
    /// <summary>Of an output that is pooled at once: 16 MB, which a data-centre GPU's second cache holds.</summary>
    private const int FloatsAtOnce = 1 << 22;

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

    /// <summary>The maxima of windows over the activated output, and an activation of them. The output itself lies in no
    /// tensor: that of some images at a time stays where the maxima are taken of it next, mostly in the second
    /// cache.</summary>
    /// <param name="bias">[filters], or none.</param>
    /// <param name="output">The maxima, [batch, filters, height, width] of the pooling.</param>
    /// <param name="choice">As of <see cref="MaxPooling.Forward{TShape,TActivation}"/>; or none.</param>
    public static void ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output, GpuBuffer choice)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
        => ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
            step, input, weights, bias, output, choice, FloatsAtOnce);

    /// <param name="floatsAtOnce">Of the output; one image's, where that is more.</param>
    internal static void ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer output,
        GpuBuffer choice,
        int floatsAtOnce)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        int size = TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
        int most = Math.Clamp(floatsAtOnce / size, 1, step.Count);
        var whole = new GpuBuffer(step.Launcher.Room((long)most * size), size);
        for (int first = 0; first < step.Count; first += most)
        {
            var some = step.Of(Math.Min(most, step.Count - first));
            Forward<TShape, TActivation>(some, input.Examples(first, some.Count), weights, bias, whole);
            MaxPooling.Forward<TPool, TPoolActivation>(
                some, whole, output.Examples(first, some.Count), choice.Examples(first, some.Count));
        }
    }

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, filters, height, width], from the forward pass; of <see cref="Gelu"/> what it was
    /// before the activation.</param>
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
            ConvolutionPasses.Weights<TShape>(step, input, outputGradient, weightsGradient, adds);
        }

        if (inputGradient.Exists)
        {
            ConvolutionPasses.ToInput<TShape, Identity>(
                step, outputGradient, weights, bias: default, inputGradient);
        }
    }
}
