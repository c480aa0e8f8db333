namespace NetDsl.Gpu;

/// <summary>Batch normalisation in training: each channel's values, of all examples of the batch together, get mean 0
/// and variance 1, then a learnt scale and shift (Ioffe and Szegedy 2015).</summary>
public static class BatchNormalization
{
    /// <summary>Output = activation((input − mean) / √(variance + epsilon) · scale + shift + residual), [batch,
    /// channels, area].</summary>
    /// <param name="scale">[channels]</param>
    /// <param name="shift">[channels]</param>
    /// <param name="residual">Added before the activation, or none; may be the output's buffer.</param>
    /// <param name="mean">[channels]: becomes the batch's.</param>
    /// <param name="variance">[channels]: becomes the batch's, as an estimate of that of all data: Σ (x − mean)² / (n −
    /// 1), while the values are normalised by Σ (x − mean)² / n.</param>
    /// <exception cref="ArgumentException">A channel has one value: it has no variance.</exception>
    public static void Forward<TActivation>(
        in GpuStep step,
        int channels,
        int area,
        float epsilon,
        GpuBuffer input,
        GpuBuffer scale,
        GpuBuffer shift,
        GpuBuffer residual,
        GpuBuffer output,
        GpuBuffer mean,
        GpuBuffer variance)
        where TActivation : struct, IActivation
    {
        BatchStatistics.Require(step.Count, area);
        var parts = new ChannelParts(
            step.Count, channels, area, step.Launcher.Threads(GroupReduction.MaximalGroupSize));
        var (means, squares) = parts.Room(step.Launcher, mean, variance);
        step.Launcher.Launch(
            new BatchMoments(input, means, squares, parts), parts.Groups, GroupReduction.MaximalGroupSize);
        step.Launcher.LaunchOver(new BatchStatistic(means, squares, mean.View, variance.View, parts), channels);
        step.Launcher.Launch(
            new NormalizeForward<TActivation>(
                input, scale, shift, residual, output, mean, variance, parts, epsilon),
            parts.Groups,
            GroupReduction.MaximalGroupSize);
    }

    /// <summary>Overwrites the gradients of scale, shift and input, and the one before the activation.</summary>
    /// <param name="mean">The batch's, from the forward pass; so is the variance.</param>
    /// <param name="kept">What the activation's derivative follows from; none for the identity.</param>
    /// <param name="sumGradient">Becomes the gradient before the activation, which is the residual's too; may be the
    /// buffer of the output's or of the input's gradient. None for the identity, and where only scale and shift
    /// learn.</param>
    /// <param name="inputGradient">None where nobody needs it; may be the output's gradient's buffer.</param>
    public static void Backward<TActivation>(
        in GpuStep step,
        int channels,
        int area,
        float epsilon,
        GpuBuffer input,
        GpuBuffer mean,
        GpuBuffer variance,
        GpuBuffer scale,
        GpuBuffer kept,
        GpuBuffer outputGradient,
        GpuBuffer sumGradient,
        GpuBuffer scaleGradient,
        GpuBuffer shiftGradient,
        GpuBuffer inputGradient)
        where TActivation : struct, IActivation
    {
        var parts = new ChannelParts(
            step.Count, channels, area, step.Launcher.Threads(GroupReduction.MaximalGroupSize));
        var (sums, products) = parts.Room(step.Launcher, shiftGradient, scaleGradient);
        step.Launcher.Launch(
            new NormalizeGradientSums<TActivation>(
                input, mean, kept, outputGradient, sumGradient, sums, products, parts),
            parts.Groups,
            GroupReduction.MaximalGroupSize);
        step.Launcher.LaunchOver(
            new NormalizeParameterGradients(
                sums, products, variance, scaleGradient, shiftGradient, parts, epsilon), channels);
        if (!inputGradient.Exists)
            return;
        step.Launcher.Launch(
            new NormalizeInputGradient(
                input, mean, variance, scale, sumGradient.Exists ? sumGradient : outputGradient,
                scaleGradient, shiftGradient, inputGradient, parts, epsilon),
            parts.Groups,
            GroupReduction.MaximalGroupSize);
    }
}
