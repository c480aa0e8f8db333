using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = x</summary>
public readonly struct Identity : IActivation
{
    static bool IActivation.IsIdentity => true;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) =>
        TLanes.Broadcast(0);
}
