using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = 1 / (1 + e⁻ˣ)</summary>
public readonly struct Sigmoid : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        Exponential.Sigmoid<TLanes, TVector>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        TLanes.Multiply(gradient, TLanes.Multiply(y, TLanes.Subtract(TLanes.Broadcast(1), y)));

    // y (1 − y) (1 − 2 y)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) => TLanes.Multiply(
        TLanes.Multiply(y, TLanes.Subtract(TLanes.Broadcast(1), y)),
        TLanes.MultiplyAdd(y, TLanes.Broadcast(-2), TLanes.Broadcast(1)));
}
