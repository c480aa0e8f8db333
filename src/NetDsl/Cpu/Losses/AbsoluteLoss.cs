using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Σ |y − t|, and its gradient, which is 0 where y is t.</summary>
public static class AbsoluteLoss
{
    /// <summary>Writes each example's loss and gradient = weight · sign(values − targets) / batch.</summary>
    /// <param name="values">[batch, size]</param>
    /// <param name="gradient">[batch, size]; may be <paramref name="values"/>.</param>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in CpuStep step,
        int size,
        TensorBuffer values,
        TensorBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false) =>
        UnitLossKernel<Unit>.Run(step, size, values, gradient, targets, weight, adds);

    private readonly struct Unit : IUnitLoss
    {
        static bool IUnitLoss.CountsErrors => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (TVector Loss, TVector Slope) IUnitLoss.Of<TLanes, TVector>(TVector value, TVector target)
        {
            TVector zero = TLanes.Broadcast(0);
            TVector difference = TLanes.Subtract(value, target);
            TVector above = TLanes.IfLess(zero, difference, TLanes.Broadcast(1), zero);
            TVector sign = TLanes.IfLess(difference, zero, TLanes.Broadcast(-1), above);
            return (TLanes.Max(difference, TLanes.Subtract(zero, difference)), sign);
        }
    }
}
