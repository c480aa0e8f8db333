using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = x above 0, eˣ − 1 below: the exponential linear unit with α = 1 (Clevert et al. 2015).</summary>
public readonly struct Elu : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        TLanes.IfLess(x, TLanes.Broadcast(0), Exponential.ExpMinusOne<TLanes, TVector>(x), x);

    // below 0, f′ = eˣ = y + 1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        TLanes.IfLess(TLanes.Broadcast(0), y, gradient, TLanes.MultiplyAdd(gradient, y, gradient));

    // below 0, f″ = eˣ too
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) =>
        TLanes.IfLess(TLanes.Broadcast(0), y, TLanes.Broadcast(0), TLanes.Add(y, TLanes.Broadcast(1)));
}
