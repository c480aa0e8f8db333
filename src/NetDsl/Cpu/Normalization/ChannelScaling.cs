namespace NetDsl.Cpu;

/// <summary>A factor and an addend for each channel: what a batch normalisation is once its mean and variance are
/// given.</summary>
public static unsafe class ChannelScaling
{
    private const int CountOfTask = 16_384;

    /// <summary>factor = scale / √(variance + epsilon), addend = shift − mean · factor; each [channels].</summary>
    public static void Prepare(
        in CpuStep step,
        int channels,
        float epsilon,
        TensorBuffer scale,
        TensorBuffer shift,
        TensorBuffer mean,
        TensorBuffer variance,
        TensorBuffer factor,
        TensorBuffer addend)
    {
        var scaling = new NormalizationScaling(epsilon, scale, shift, mean, variance);
        for (int channel = 0; channel < channels; channel++)
        {
            (factor.Pointer[channel], addend.Pointer[channel]) = scaling.Of(channel);
        }
    }

    /// <summary>Makes a normalisation part of the layer before it: foldedWeights = weights · factor, foldedBias = bias ·
    /// factor + addend, with the factor and addend that <see cref="Prepare"/> gives.</summary>
    /// <param name="fan">Weights of a channel.</param>
    /// <param name="weights">[channels, fan]</param>
    /// <param name="bias">[channels], or none.</param>
    public static void Fold(
        in CpuStep step,
        int channels,
        int fan,
        float epsilon,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer scale,
        TensorBuffer shift,
        TensorBuffer mean,
        TensorBuffer variance,
        TensorBuffer foldedWeights,
        TensorBuffer foldedBias)
    {
        var kernel = new FoldScalingKernel
        {
            Fan = fan,
            Scaling = new NormalizationScaling(epsilon, scale, shift, mean, variance),
            Weights = weights.Pointer,
            Bias = bias.Pointer,
            FoldedWeights = foldedWeights.Pointer,
            FoldedBias = foldedBias.Pointer,
        };
        step.Machine.Run(kernel, channels, (long)channels * fan);
    }

    /// <summary>output = f(input · factor + addend + residual), [batch, channels, area]; may be in place.</summary>
    /// <param name="residual">Added before the activation, or none; may be the output's buffer.</param>
    public static void Forward<TActivation>(
        in CpuStep step,
        int channels,
        int area,
        TensorBuffer input,
        TensorBuffer factor,
        TensorBuffer addend,
        TensorBuffer residual,
        TensorBuffer output)
        where TActivation : struct, IActivation
    {
        var kernel = new ScaleChannelsKernel<TActivation>
        {
            Channels = channels,
            Area = area,
            ChannelsOfTask = Math.Clamp(CountOfTask / area, 1, channels),
            Input = input,
            Factor = factor.Pointer,
            Addend = addend.Pointer,
            Residual = residual,
            Output = output,
        };
        step.Machine.Run(kernel, step.Count * kernel.TasksOfExample, (long)step.Count * channels * area * 2);
    }

    /// <summary>inputGradient = outputGradient · factor, [batch, channels, area]; may be in place.</summary>
    public static void Backward(
        in CpuStep step, int channels, int area, TensorBuffer outputGradient, TensorBuffer factor, TensorBuffer inputGradient) =>
        Forward<Identity>(
            step, channels, area, outputGradient, factor, addend: default, residual: default, inputGradient);
}
