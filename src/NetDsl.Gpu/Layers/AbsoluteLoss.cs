using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Σ |y − t| and its gradient, which is 0 where y is t: one kernel.</summary>
public static class AbsoluteLoss
{
    /// <summary>Writes each example's loss and the gradient of the batch's mean loss [batch, size], which may be the
    /// values' own buffer.</summary>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in GpuStep step,
        int size,
        GpuBuffer values,
        GpuBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false)
        => UnitLossKernel<AbsoluteLossUnit>.Launch(step, size, values, gradient, targets, weight, adds);
}

/// <summary>One unit's part.</summary>
internal readonly struct AbsoluteLossUnit : IUnitLoss
{
    public static bool CountsErrors => false;

    public static float Of(float value, float target) => XMath.Abs(value - target);

    public static float Slope(float value, float target) => value > target ? 1f : value < target ? -1f : 0f;
}
