using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Σ −t log σ(z) − (1 − t) log(1 − σ(z)), and its gradient.</summary>
public static class BinaryCrossEntropy
{
    /// <summary>Writes each example's loss, whether one of its probabilities misses its target by more than one
    /// half, and gradient = weight · (σ(logits) − targets) / batch.</summary>
    /// <param name="logits">[batch, size]</param>
    /// <param name="gradient">[batch, size]; may be <paramref name="logits"/>.</param>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in CpuStep step,
        int size,
        TensorBuffer logits,
        TensorBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false) =>
        UnitLossKernel<Unit>.Run(step, size, logits, gradient, targets, weight, adds);

    private readonly struct Unit : IUnitLoss
    {
        static bool IUnitLoss.CountsErrors => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (TVector Loss, TVector Slope) IUnitLoss.Of<TLanes, TVector>(TVector value, TVector target)
        {
            // max(z, 0) − z t + ln(1 + e^−|z|), which neither overflows nor loses digits
            TVector zero = TLanes.Broadcast(0);
            TVector minusAbsolute = TLanes.IfLess(value, zero, value, TLanes.Subtract(zero, value));
            TVector rest = Exponential.LogOnePlus<TLanes, TVector>(Exponential.Exp<TLanes, TVector>(minusAbsolute));
            TVector above = TLanes.IfLess(value, zero, zero, value);
            TVector loss = TLanes.Add(TLanes.Subtract(above, TLanes.Multiply(value, target)), rest);
            return (loss, TLanes.Subtract(Exponential.Sigmoid<TLanes, TVector>(value), target));
        }
    }
}
