using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>eˣ and its kin in vectors, to a few units in the last place; NaN gives NaN.</summary>
/// <remarks>Reduction and polynomials are those of Moshier's Cephes library: expf.c and tanhf.c.</remarks>
internal static class Exponential
{
    /// <summary>eˣ; at least the smallest normal number, at most e⁸⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector low = TLanes.Broadcast(-87.33f);
        TVector high = TLanes.Broadcast(88f);
        x = TLanes.IfLess(x, low, low, x);
        x = TLanes.IfLess(high, x, high, x);

        // x = n ln 2 + r, |r| ≤ ½ ln 2, with ln 2 in two parts
        TVector n = TLanes.Round(TLanes.Multiply(x, TLanes.Broadcast(1.44269504f)));
        TVector r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(2.12194440e-4f), r);

        TVector p = NearOne<TLanes, TVector>(r);
        return TLanes.Multiply(TLanes.Add(p, TLanes.Broadcast(1)), TLanes.PowerOfTwo(n));
    }

    /// <summary>eˣ − 1: a polynomial near 0, where the difference loses digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector near = NearOne<TLanes, TVector>(x);
        TVector far = TLanes.Subtract(Exp<TLanes, TVector>(x), TLanes.Broadcast(1));
        return TLanes.IfLess(TLanes.Multiply(x, x), TLanes.Broadcast(0.34f * 0.34f), near, far);
    }

    /// <summary>ln(1 + x) for x in 0 … 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // 2 artanh s = 2 (s + s³/3 + s⁵/5 + …) with s = x / (x + 2) ≤ 1/3: what is left out is below 2e-8 of it
        TVector s = TLanes.Divide(x, TLanes.Add(x, TLanes.Broadcast(2)));
        TVector square = TLanes.Multiply(s, s);
        TVector p = TLanes.Broadcast(2f / 13);
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 11));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 9));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 7));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 5));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 3));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2));
        return TLanes.Multiply(p, s);
    }

    /// <summary>ln x of positive normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // x = m 2^e with m from √½ to √2
        var (m, e) = TLanes.Split(x);
        TVector root = TLanes.Broadcast(1.41421356f);
        e = TLanes.IfLess(root, m, TLanes.Add(e, TLanes.Broadcast(1)), e);
        m = TLanes.IfLess(root, m, TLanes.Multiply(m, TLanes.Broadcast(0.5f)), m);

        // 2 artanh s with s = (m − 1) / (m + 1) ≤ 0.172; ln 2 in two parts
        TVector one = TLanes.Broadcast(1);
        TVector s = TLanes.Divide(TLanes.Subtract(m, one), TLanes.Add(m, one));
        TVector square = TLanes.Multiply(s, s);
        TVector p = TLanes.Broadcast(2f / 9);
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 7));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 5));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2f / 3));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2));
        TVector low = TLanes.MultiplyAdd(e, TLanes.Broadcast(-2.12194440e-4f), TLanes.Multiply(p, s));
        return TLanes.MultiplyAdd(e, TLanes.Broadcast(0.693359375f), low);
    }

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector one = TLanes.Broadcast(1);
        TVector e = Exp<TLanes, TVector>(TLanes.Subtract(TLanes.Broadcast(0), x));
        return TLanes.Divide(one, TLanes.Add(one, e));
    }

    /// <summary>tanh x: a polynomial near 0, where the quotient of exponentials loses digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector square = TLanes.Multiply(x, x);
        TVector p = TLanes.Broadcast(-5.70498872745e-3f);
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2.06390887954e-2f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(-5.37397155531e-2f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(1.33314422036e-1f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(-3.33332819422e-1f));
        TVector near = TLanes.MultiplyAdd(TLanes.Multiply(p, square), x, x);

        // 1 − 2 / (e²ˣ + 1)
        TVector one = TLanes.Broadcast(1);
        TVector e = Exp<TLanes, TVector>(TLanes.Add(x, x));
        TVector far = TLanes.Subtract(one, TLanes.Divide(TLanes.Broadcast(2), TLanes.Add(e, one)));
        return TLanes.IfLess(square, TLanes.Broadcast(0.625f * 0.625f), near, far);
    }

    /// <summary>eʳ − 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NearOne<TLanes, TVector>(TVector r)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector p = TLanes.Broadcast(1.9875691500e-4f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(1.3981999507e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(8.3334519073e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(4.1665795894e-2f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(1.6666665459e-1f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(5.0000001201e-1f));
        return TLanes.MultiplyAdd(p, TLanes.Multiply(r, r), r);
    }
}
