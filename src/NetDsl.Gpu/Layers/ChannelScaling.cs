namespace NetDsl.Gpu;

/// <summary>A factor and an addend for each channel: what a batch normalisation is once its mean and variance are
/// given.</summary>
public static class ChannelScaling
{
    /// <summary>Factor = scale / √(variance + epsilon), addend = shift − mean · factor; each [channels].</summary>
    public static void Prepare(
        in GpuStep step,
        int channels,
        float epsilon,
        GpuBuffer scale,
        GpuBuffer shift,
        GpuBuffer mean,
        GpuBuffer variance,
        GpuBuffer factor,
        GpuBuffer addend)
        => step.Launcher.LaunchOver(
            new PrepareScaling(
                new NormalizationScaling(scale.View, shift.View, mean.View, variance.View, epsilon),
                factor.View,
                addend.View,
                channels),
            channels);

    /// <summary>Makes a normalisation part of the layer before it: foldedWeights = weights · factor, foldedBias = bias ·
    /// factor + addend, with the factor and addend that <see cref="Prepare"/> gives.</summary>
    /// <param name="fan">Weights of a channel.</param>
    /// <param name="weights">[channels, fan]</param>
    /// <param name="bias">[channels], or none.</param>
    public static void Fold(
        in GpuStep step,
        int channels,
        int fan,
        float epsilon,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer scale,
        GpuBuffer shift,
        GpuBuffer mean,
        GpuBuffer variance,
        GpuBuffer foldedWeights,
        GpuBuffer foldedBias)
    {
        var kernel = new FoldScaling(
            new NormalizationScaling(scale.View, shift.View, mean.View, variance.View, epsilon),
            weights.View,
            (bias.Exists ? bias : shift).View,
            foldedWeights.View,
            foldedBias.View,
            bias.Exists,
            channels,
            fan);
        step.Launcher.LaunchOver(kernel, BatchRows.OfExamples(channels, fan));
    }

    /// <summary>Output = activation(input · factor + addend + residual), [batch, channels, area]; may be in
    /// place.</summary>
    /// <param name="residual">Added before the activation, or none; may be the output's buffer.</param>
    public static void Forward<TActivation>(
        in GpuStep step,
        int channels,
        int area,
        GpuBuffer input,
        GpuBuffer factor,
        GpuBuffer addend,
        GpuBuffer residual,
        GpuBuffer output)
        where TActivation : struct, IActivation
    {
        var rows = new ChannelRows(step.Count, channels, area);
        step.Launcher.LaunchOver(
            new ScaleChannels<TActivation>(input, factor.View, addend, residual, output, rows), rows);
    }

    /// <summary>InputGradient = outputGradient · factor, [batch, channels, area]; may be in place.</summary>
    public static void Backward(
        in GpuStep step, int channels, int area, GpuBuffer outputGradient, GpuBuffer factor, GpuBuffer inputGradient) =>
        Forward<Identity>(
            step, channels, area, outputGradient, factor, addend: default, residual: default, inputGradient);
}
