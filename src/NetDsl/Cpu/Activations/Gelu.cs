using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = x Φ(x), the Gaussian error linear unit in its exact form (Hendrycks and Gimpel 2016). It is not
/// monotonic, so what is kept for the way back is x.</summary>
public readonly struct Gelu : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x)
    {
        var (distribution, _) = Normal.At<TLanes, TVector>(x);
        return TLanes.IfLess(
            x, TLanes.Broadcast(-Normal.Reach), TLanes.Broadcast(0), TLanes.Multiply(x, distribution));
    }

    // f′ = Φ(x) + x φ(x)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector kept, TVector gradient)
    {
        var (distribution, exponential) = Normal.At<TLanes, TVector>(kept);
        TVector density = TLanes.Multiply(exponential, TLanes.Broadcast(Normal.InverseRootOfTwoPi));
        TVector slope = TLanes.MultiplyAdd(kept, density, distribution);
        slope = TLanes.IfLess(kept, TLanes.Broadcast(-Normal.Reach), TLanes.Broadcast(0), slope);
        slope = TLanes.IfLess(TLanes.Broadcast(Normal.Reach), kept, TLanes.Broadcast(1), slope);
        return TLanes.Multiply(gradient, slope);
    }

    // (2 − x²) φ(x)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector kept)
    {
        var (_, exponential) = Normal.At<TLanes, TVector>(kept);
        TVector density = TLanes.Multiply(exponential, TLanes.Broadcast(Normal.InverseRootOfTwoPi));
        TVector square = TLanes.Multiply(kept, kept);
        TVector curve = TLanes.Multiply(density, TLanes.Subtract(TLanes.Broadcast(2), square));
        return TLanes.IfLess(
            TLanes.Broadcast(Normal.Reach * Normal.Reach), square, TLanes.Broadcast(0), curve);
    }
}
