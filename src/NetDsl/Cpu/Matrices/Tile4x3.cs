using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>For 16 registers: 4 rows × 3 vectors in 12 accumulators; or 4 × 2 at the edge, in 8 accumulators, which are as
/// many as two units with four cycles each keep busy.</summary>
internal readonly unsafe struct Tile4x3 : ITileLoop
{
    public static int Rows => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TLanes, TVector, TRight>(
        int depth, LeftLines left, float* b, nint rightStride, float* packed, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRight : struct, ITileRight
    {
        TVector s0a = default, s0b = default, s0c = default;
        TVector s1a = default, s1b = default, s1c = default;
        TVector s2a = default, s2b = default, s2c = default;
        TVector s3a = default, s3b = default, s3c = default;
        float* a = left.Pointer;
        nint row = left.RowStride;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(b);
            TVector y = TLanes.Load(b + TLanes.Count);
            TVector z = TRight.Vectors == ITileLoop.Vectors ? TLanes.Load(b + (2 * TLanes.Count)) : default;
            if (TRight.IsToBePacked)
            {
                TLanes.Store(packed, x);
                TLanes.Store(packed + TLanes.Count, y);
                TLanes.Store(packed + (2 * TLanes.Count), z);
                packed += ITileLoop.Vectors * TLanes.Count;
            }

            TVector w = TLanes.Broadcast(*a);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            s0c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s0c) : default;
            w = TLanes.Broadcast(*(a + row));
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            s1c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s1c) : default;
            w = TLanes.Broadcast(*(a + (2 * row)));
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            s2c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s2c) : default;
            w = TLanes.Broadcast(*(a + (3 * row)));
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            s3c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s3c) : default;
            a += left.DepthStride;
            b += rightStride;
        }

        TileRow.Write<TLanes, TVector, TRight>(c, s0a, s0b, s0c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + stride, s1a, s1b, s1c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (2 * stride), s2a, s2b, s2c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (3 * stride), s3a, s3b, s3c, accumulate);
    }
}
