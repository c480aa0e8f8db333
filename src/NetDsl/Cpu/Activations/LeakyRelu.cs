using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = x above 0, slope · x below.</summary>
public readonly struct LeakyRelu<TSlope> : IActivation
    where TSlope : struct, ISlope
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        TLanes.IfLess(x, TLanes.Broadcast(0), TLanes.Multiply(x, TLanes.Broadcast(TSlope.Value)), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient) =>
        TLanes.IfLess(
            TLanes.Broadcast(0), y, gradient, TLanes.Multiply(gradient, TLanes.Broadcast(TSlope.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y) =>
        TLanes.Broadcast(0);
}
