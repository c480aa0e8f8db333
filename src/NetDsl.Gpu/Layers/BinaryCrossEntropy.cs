using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Σ −t log σ(z) − (1 − t) log(1 − σ(z)) and its gradient: one kernel.</summary>
public static class BinaryCrossEntropy
{
    /// <summary>Writes each example's loss, whether one of its probabilities misses its target by more than
    /// one half, and the gradient of the batch's mean loss [batch, size], which may be the
    /// logits' own buffer.</summary>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in GpuStep step,
        int size,
        GpuBuffer logits,
        GpuBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false)
        => UnitLossKernel<BinaryCrossEntropyUnit>.Launch(step, size, logits, gradient, targets, weight, adds);
}

/// <summary>One unit's part.</summary>
internal readonly struct BinaryCrossEntropyUnit : IUnitLoss
{
    public static bool CountsErrors => true;

    /// <summary>max(z, 0) − z t + ln(1 + e^−|z|), which neither overflows nor loses digits.</summary>
    public static float Of(float value, float target)
    {
        float above = value <= 0 ? 0 : value;
        float minusAbsolute = value <= 0 ? value : -value;
        return above - (value * target) + Exponential.LogOnePlus(XMath.Exp(minusAbsolute));
    }

    public static float Slope(float value, float target) => Sigmoid.Apply(value) - target;
}
