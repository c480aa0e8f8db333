using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = tanh x</summary>
public readonly struct Tanh : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        Exponential.Tanh<TLanes, TVector>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        TLanes.Multiply(gradient, TLanes.Subtract(TLanes.Broadcast(1), TLanes.Multiply(y, y)));

    // −2 y (1 − y²)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) => TLanes.Multiply(
        TLanes.Multiply(y, TLanes.Broadcast(-2)),
        TLanes.Subtract(TLanes.Broadcast(1), TLanes.Multiply(y, y)));
}
