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
                scale.View, shift.View, mean.View, variance.View, factor.View, addend.View, channels, epsilon),
            channels);

    /// <summary>Makes scaling part of the layer before it: foldedWeights = weights · factor, foldedBias = bias · factor
    /// + addend.</summary>
    /// <param name="weights">[channels, fan]</param>
    /// <param name="bias">[channels], or none.</param>
    /// <param name="addend">[channels]; none where there is no bias.</param>
    /// <param name="foldedBias">[channels]; none where there is no bias: then the addend is the bias.</param>
    public static void Fold(
        in GpuStep step,
        int channels,
        int fan,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer factor,
        GpuBuffer addend,
        GpuBuffer foldedWeights,
        GpuBuffer foldedBias)
    {
        bool hasBias = foldedBias.Exists;
        var kernel = new FoldScaling(
            weights.View,
            (hasBias ? bias : weights).View,
            factor.View,
            (hasBias ? addend : weights).View,
            foldedWeights.View,
            (hasBias ? foldedBias : foldedWeights).View,
            hasBias,
            channels,
            fan);
        step.Launcher.LaunchOver(kernel, channels * fan);
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
        int size = channels * area;
        int count = step.Count * size;
        var kernel = new ScaleChannels<TActivation>(
            new BatchView(input, size),
            factor.View,
            (addend.Exists ? addend : factor).View,
            new BatchView(residual.Exists ? residual : input, size),
            new BatchView(output, size),
            addend.Exists,
            residual.Exists,
            channels,
            area,
            count);
        step.Launcher.LaunchOver(kernel, count);
    }

    /// <summary>InputGradient = outputGradient · factor, [batch, channels, area]; may be in place.</summary>
    public static void Backward(
        in GpuStep step, int channels, int area, GpuBuffer outputGradient, GpuBuffer factor, GpuBuffer inputGradient) =>
        Forward<Identity>(
            step, channels, area, outputGradient, factor, addend: default, residual: default, inputGradient);
}
