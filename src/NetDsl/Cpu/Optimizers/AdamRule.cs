using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>See <see cref="Adam"/> and <see cref="AdamW"/>. States: the first and the second moments.</summary>
/// <param name="number">1 for the stage's first update.</param>
internal readonly unsafe struct AdamRule(float beta1, float beta2, float epsilon, int number) : IUpdateRule
{
    private readonly float beta1 = beta1;
    private readonly float beta2 = beta2;
    private readonly float epsilon = epsilon;

    /// <summary>The bias corrections: 1 / (1 − β₁ⁿ) and, of the root, 1 / √(1 − β₂ⁿ).</summary>
    private readonly float firstScale = (float)(1 / (1 - Math.Pow(beta1, number)));
    private readonly float rootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, number)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Change<TLanes, TVector>(TVector gradient, float* state0, float* state1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector first = TLanes.MultiplyAdd(
            TLanes.Broadcast(beta1), TLanes.Load(state0), TLanes.Multiply(TLanes.Broadcast(1 - beta1), gradient));
        TVector second = TLanes.MultiplyAdd(
            TLanes.Broadcast(beta2), TLanes.Load(state1),
            TLanes.Multiply(TLanes.Broadcast(1 - beta2), TLanes.Multiply(gradient, gradient)));
        TLanes.Store(state0, first);
        TLanes.Store(state1, second);
        TVector deviation = TLanes.MultiplyAdd(
            TLanes.SquareRoot(second), TLanes.Broadcast(rootScale), TLanes.Broadcast(epsilon));
        return TLanes.Divide(TLanes.Multiply(TLanes.Broadcast(firstScale), first), deviation);
    }
}
