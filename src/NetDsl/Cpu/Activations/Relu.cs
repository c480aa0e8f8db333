using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = max(0, x); a NaN stays one, so that it is found.</summary>
public readonly struct Relu : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        TLanes.IfLess(x, TLanes.Broadcast(0), TLanes.Broadcast(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        TLanes.IfLess(TLanes.Broadcast(0), y, gradient, TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) =>
        TLanes.Broadcast(0);
}
