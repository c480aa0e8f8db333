namespace NetDsl.Cpu;

/// <summary>Batch normalisation in training: each channel's values, of all examples of the batch together, get mean 0
/// and variance 1, then a learnt scale and shift (Ioffe and Szegedy 2015).</summary>
public static unsafe class BatchNormalization
{
    /// <summary>Features that a task shares out among its vectors.</summary>
    internal const int FeaturesOfTask = 64;

    /// <summary>output = f((input − mean) / √(variance + epsilon) · scale + shift + residual), [batch, channels,
    /// area].</summary>
    /// <param name="scale">[channels]</param>
    /// <param name="shift">[channels]</param>
    /// <param name="residual">Added before the activation, or none; may be the output's buffer.</param>
    /// <param name="mean">[channels]: becomes the batch's.</param>
    /// <param name="variance">[channels]: becomes the batch's, as an estimate of that of all data: Σ (x − mean)² / (n −
    /// 1), while the values are normalised by Σ (x − mean)² / n.</param>
    /// <exception cref="ArgumentException">A channel has one value: it has no variance.</exception>
    public static void Forward<TActivation>(
        in CpuStep step,
        int channels,
        int area,
        float epsilon,
        TensorBuffer input,
        TensorBuffer scale,
        TensorBuffer shift,
        TensorBuffer residual,
        TensorBuffer output,
        TensorBuffer mean,
        TensorBuffer variance)
        where TActivation : struct, IActivation
    {
        BatchStatistics.Require(step.Count, area);
        var tensors = new NormalizationForward(input, scale, shift, residual, output, mean, variance, epsilon);
        long cost = (long)step.Count * channels * area * 4;
        if (area == 1)
        {
            step.Machine.Run(
                new NormalizeFeaturesKernel<TActivation>(tensors, step.Count, channels), Tasks(channels), cost);
        }
        else
        {
            step.Machine.Run(new NormalizePlanesKernel<TActivation>(tensors, step.Count, area), channels, cost);
        }
    }

    /// <summary>Overwrites the gradients of scale, shift and input, and the one before the activation.</summary>
    /// <param name="mean">The batch's, from the forward pass; so is the variance.</param>
    /// <param name="kept">What the activation's derivative follows from; none for the identity.</param>
    /// <param name="sumGradient">Becomes the gradient before the activation, which is the residual's too; may be the
    /// buffer of the output's or of the input's gradient. None for the identity, and where only scale and shift
    /// learn.</param>
    /// <param name="inputGradient">None where nobody needs it; may be the output's gradient's buffer.</param>
    public static void Backward<TActivation>(
        in CpuStep step,
        int channels,
        int area,
        float epsilon,
        TensorBuffer input,
        TensorBuffer mean,
        TensorBuffer variance,
        TensorBuffer scale,
        TensorBuffer kept,
        TensorBuffer outputGradient,
        TensorBuffer sumGradient,
        TensorBuffer scaleGradient,
        TensorBuffer shiftGradient,
        TensorBuffer inputGradient)
        where TActivation : struct, IActivation
    {
        var tensors = new NormalizationBackward(
            input, mean, variance, scale, kept, outputGradient, sumGradient, scaleGradient, shiftGradient,
            inputGradient, epsilon);
        long cost = (long)step.Count * channels * area * 4;
        if (area == 1)
        {
            step.Machine.Run(
                new NormalizeFeaturesBackwardKernel<TActivation>(tensors, step.Count, channels), Tasks(channels), cost);
        }
        else
        {
            step.Machine.Run(new NormalizePlanesBackwardKernel<TActivation>(tensors, step.Count, area), channels, cost);
        }
    }

    private static int Tasks(int channels) => (channels + FeaturesOfTask - 1) / FeaturesOfTask;
}
