using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The standard normal distribution in vectors.</summary>
internal static class Normal
{
    /// <summary>1 / √(2π)</summary>
    public const float InverseRootOfTwoPi = 0.398942280f;

    /// <summary>Beyond ±14 the density is below any float.</summary>
    public const float Reach = 14;

    /// <summary>Φ(x) = ½ erfc(−x / √2), to a few units in the last place down to Φ(−5) and to some 1e-6 of itself
    /// below, and e^(−x²/2).</summary>
    /// <remarks>Φ(−a) e^(a²/2) = t p(t) with t = 1 / (1 + a/4); p is the Chebyshev fit for a up to 14, within
    /// 2e-8 of it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Distribution, TVector Exponential) At<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Broadcast(0);
        TVector one = TLanes.Broadcast(1);
        TVector a = TLanes.IfLess(x, zero, TLanes.Subtract(zero, x), x);
        TVector t = TLanes.Divide(one, TLanes.MultiplyAdd(a, TLanes.Broadcast(0.25f), one));
        TVector p = TLanes.Broadcast(0.0153836031f);
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(-0.0563454628f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0366152562f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0483180843f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(-0.00367795932f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0953755677f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0690116361f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0961508676f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.099416621f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Broadcast(0.0997517928f));
        TVector exponential = Exponential.Exp<TLanes, TVector>(
            TLanes.Multiply(TLanes.Multiply(x, x), TLanes.Broadcast(-0.5f)));
        TVector tail = TLanes.Multiply(TLanes.Multiply(p, t), exponential);
        return (TLanes.IfLess(x, zero, tail, TLanes.Subtract(one, tail)), exponential);
    }
}
