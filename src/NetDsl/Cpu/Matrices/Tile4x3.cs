using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The matrix product's inner loop for 16 registers: 4 rows × 3 vectors in 12 accumulators.</summary>
internal static unsafe class Tile4x3
{
    public const int Rows = 4;

    public const int Vectors = 3;

    /// <summary>c [Rows, Vectors] = a · b, or += : packed a [depth][Rows], packed b [depth][Vectors].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default, s0c = default;
        TVector s1a = default, s1b = default, s1c = default;
        TVector s2a = default, s2b = default, s2c = default;
        TVector s3a = default, s3b = default, s3c = default;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(b);
            TVector y = TLanes.Load(b + TLanes.Count);
            TVector z = TLanes.Load(b + (2 * TLanes.Count));
            TVector w = TLanes.Broadcast(a[0]);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            s0c = TLanes.MultiplyAdd(w, z, s0c);
            w = TLanes.Broadcast(a[1]);
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            s1c = TLanes.MultiplyAdd(w, z, s1c);
            w = TLanes.Broadcast(a[2]);
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            s2c = TLanes.MultiplyAdd(w, z, s2c);
            w = TLanes.Broadcast(a[3]);
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            s3c = TLanes.MultiplyAdd(w, z, s3c);
            a += Rows;
            b += Vectors * TLanes.Count;
        }

        Write<TLanes, TVector>(c, s0a, s0b, s0c, accumulate);
        Write<TLanes, TVector>(c + stride, s1a, s1b, s1c, accumulate);
        Write<TLanes, TVector>(c + (2 * stride), s2a, s2b, s2c, accumulate);
        Write<TLanes, TVector>(c + (3 * stride), s3a, s3b, s3c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes, TVector>(float* to, TVector a, TVector b, TVector c, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (accumulate)
        {
            a = TLanes.Add(TLanes.Load(to), a);
            b = TLanes.Add(TLanes.Load(to + TLanes.Count), b);
            c = TLanes.Add(TLanes.Load(to + (2 * TLanes.Count)), c);
        }

        TLanes.Store(to, a);
        TLanes.Store(to + TLanes.Count, b);
        TLanes.Store(to + (2 * TLanes.Count), c);
    }
}
