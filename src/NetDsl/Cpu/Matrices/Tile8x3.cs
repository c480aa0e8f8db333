using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>For 32 registers: 8 rows × 3 vectors in 24 accumulators; or 8 × 2 at the edge. One loop with
/// <see cref="Tile4x3"/>, whose rows are a condition, is 4 % slower with 16 registers. Too long for the compiler to
/// inline, it is optimized by itself: else the first seconds of a process would be ten times as slow.</summary>
internal readonly unsafe struct Tile8x3 : ITileLoop
{
    public static int Rows => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        TVector s4a = default, s4b = default, s4c = default;
        TVector s5a = default, s5b = default, s5c = default;
        TVector s6a = default, s6b = default, s6c = default;
        TVector s7a = default, s7b = default, s7c = default;
        float* a = left.Pointer;
        nint row = left.RowStride;
        nint half = 4 * row;
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
            w = TLanes.Broadcast(*(a + half));
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            s4c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s4c) : default;
            w = TLanes.Broadcast(*(a + half + row));
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            s5c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s5c) : default;
            w = TLanes.Broadcast(*(a + half + (2 * row)));
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            s6c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s6c) : default;
            w = TLanes.Broadcast(*(a + half + (3 * row)));
            s7a = TLanes.MultiplyAdd(w, x, s7a);
            s7b = TLanes.MultiplyAdd(w, y, s7b);
            s7c = TRight.Vectors == ITileLoop.Vectors ? TLanes.MultiplyAdd(w, z, s7c) : default;
            a += left.DepthStride;
            b += rightStride;
        }

        TileRow.Write<TLanes, TVector, TRight>(c, s0a, s0b, s0c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + stride, s1a, s1b, s1c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (2 * stride), s2a, s2b, s2c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (3 * stride), s3a, s3b, s3c, accumulate);
        c += 4 * stride;
        TileRow.Write<TLanes, TVector, TRight>(c, s4a, s4b, s4c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + stride, s5a, s5b, s5c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (2 * stride), s6a, s6b, s6c, accumulate);
        TileRow.Write<TLanes, TVector, TRight>(c + (3 * stride), s7a, s7b, s7c, accumulate);
    }
}
