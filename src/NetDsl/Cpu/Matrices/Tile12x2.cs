using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The matrix product's inner loop for 32 registers: 12 rows × 2 vectors in 24 accumulators.</summary>
internal static unsafe class Tile12x2
{
    public const int Rows = 12;

    public const int Vectors = 2;

    /// <summary>c [Rows, Vectors] = a · b, or += : packed a [depth][Rows], packed b [depth][Vectors].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        TVector s6a = default, s6b = default;
        TVector s7a = default, s7b = default;
        TVector s8a = default, s8b = default;
        TVector s9a = default, s9b = default;
        TVector s10a = default, s10b = default;
        TVector s11a = default, s11b = default;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(b);
            TVector y = TLanes.Load(b + TLanes.Count);
            TVector w = TLanes.Broadcast(a[0]);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            w = TLanes.Broadcast(a[1]);
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            w = TLanes.Broadcast(a[2]);
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            w = TLanes.Broadcast(a[3]);
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            w = TLanes.Broadcast(a[4]);
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            w = TLanes.Broadcast(a[5]);
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            w = TLanes.Broadcast(a[6]);
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            w = TLanes.Broadcast(a[7]);
            s7a = TLanes.MultiplyAdd(w, x, s7a);
            s7b = TLanes.MultiplyAdd(w, y, s7b);
            w = TLanes.Broadcast(a[8]);
            s8a = TLanes.MultiplyAdd(w, x, s8a);
            s8b = TLanes.MultiplyAdd(w, y, s8b);
            w = TLanes.Broadcast(a[9]);
            s9a = TLanes.MultiplyAdd(w, x, s9a);
            s9b = TLanes.MultiplyAdd(w, y, s9b);
            w = TLanes.Broadcast(a[10]);
            s10a = TLanes.MultiplyAdd(w, x, s10a);
            s10b = TLanes.MultiplyAdd(w, y, s10b);
            w = TLanes.Broadcast(a[11]);
            s11a = TLanes.MultiplyAdd(w, x, s11a);
            s11b = TLanes.MultiplyAdd(w, y, s11b);
            a += Rows;
            b += Vectors * TLanes.Count;
        }

        Write<TLanes, TVector>(c, s0a, s0b, accumulate);
        Write<TLanes, TVector>(c + stride, s1a, s1b, accumulate);
        Write<TLanes, TVector>(c + (2 * stride), s2a, s2b, accumulate);
        Write<TLanes, TVector>(c + (3 * stride), s3a, s3b, accumulate);
        Write<TLanes, TVector>(c + (4 * stride), s4a, s4b, accumulate);
        Write<TLanes, TVector>(c + (5 * stride), s5a, s5b, accumulate);
        Write<TLanes, TVector>(c + (6 * stride), s6a, s6b, accumulate);
        Write<TLanes, TVector>(c + (7 * stride), s7a, s7b, accumulate);
        Write<TLanes, TVector>(c + (8 * stride), s8a, s8b, accumulate);
        Write<TLanes, TVector>(c + (9 * stride), s9a, s9b, accumulate);
        Write<TLanes, TVector>(c + (10 * stride), s10a, s10b, accumulate);
        Write<TLanes, TVector>(c + (11 * stride), s11a, s11b, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes, TVector>(float* to, TVector a, TVector b, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (accumulate)
        {
            a = TLanes.Add(TLanes.Load(to), a);
            b = TLanes.Add(TLanes.Load(to + TLanes.Count), b);
        }

        TLanes.Store(to, a);
        TLanes.Store(to + TLanes.Count, b);
    }
}
