using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The matrix product's inner loop for 32 registers: 8 rows × 3 vectors in 24 accumulators; or 8 × 2 at the edge.
/// As <see cref="Tile4x3"/>, which as one loop with this one would be 4 % slower.</summary>
internal static unsafe class Tile8x3
{
    public const int Rows = 8;

    public const int Vectors = 3;

    private interface IRight
    {
        static abstract int Vectors { get; }

        static abstract bool IsToBePacked { get; }
    }

    /// <summary>c [Rows, Vectors] = a · b, or += : packed a [depth][Rows], packed b [depth][Vectors].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Run<TLanes, TVector, Packed>(
            depth, new LeftLines(a, 1, Rows), b, Vectors * TLanes.Count, null, c, stride, accumulate);

    /// <summary>The same with a where it lies: each row's depths are one run.</summary>
    /// <param name="row">From one row of a to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyInPlace<TLanes, TVector>(
        int depth, float* a, nint row, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Run<TLanes, TVector, Packed>(
            depth, new LeftLines(a, row, 1), b, Vectors * TLanes.Count, null, c, stride, accumulate);

    /// <summary>The same with b where it lies, and packs it on the way.</summary>
    /// <param name="rightStride">From one depth of b to the next.</param>
    /// <param name="packed">[depth][Vectors]</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAndPack<TLanes, TVector>(
        int depth, LeftLines a, float* b, nint rightStride, float* packed, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Run<TLanes, TVector, Unpacked>(depth, a, b, rightStride, packed, c, stride, accumulate);

    /// <summary>The same of two vectors: packed b [depth][2], a anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyTwo<TLanes, TVector>(
        int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Run<TLanes, TVector, PackedTwo>(depth, a, b, 2 * TLanes.Count, null, c, stride, accumulate);

    // one loop, compiled for each of them: where strides are known they are part of the addresses
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TLanes, TVector, TRight>(
        int depth, LeftLines left, float* b, nint rightStride, float* packed, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRight : struct, IRight
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
            TVector z = TRight.Vectors == Vectors ? TLanes.Load(b + (2 * TLanes.Count)) : default;
            if (TRight.IsToBePacked)
            {
                TLanes.Store(packed, x);
                TLanes.Store(packed + TLanes.Count, y);
                TLanes.Store(packed + (2 * TLanes.Count), z);
                packed += Vectors * TLanes.Count;
            }

            TVector w = TLanes.Broadcast(*a);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            s0c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s0c) : default;
            w = TLanes.Broadcast(*(a + row));
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            s1c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s1c) : default;
            w = TLanes.Broadcast(*(a + (2 * row)));
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            s2c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s2c) : default;
            w = TLanes.Broadcast(*(a + (3 * row)));
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            s3c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s3c) : default;
            w = TLanes.Broadcast(*(a + half));
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            s4c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s4c) : default;
            w = TLanes.Broadcast(*(a + half + row));
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            s5c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s5c) : default;
            w = TLanes.Broadcast(*(a + half + (2 * row)));
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            s6c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s6c) : default;
            w = TLanes.Broadcast(*(a + half + (3 * row)));
            s7a = TLanes.MultiplyAdd(w, x, s7a);
            s7b = TLanes.MultiplyAdd(w, y, s7b);
            s7c = TRight.Vectors == Vectors ? TLanes.MultiplyAdd(w, z, s7c) : default;

            a += left.DepthStride;
            b += rightStride;
        }

        Write<TLanes, TVector, TRight>(c, s0a, s0b, s0c, accumulate);
        Write<TLanes, TVector, TRight>(c + stride, s1a, s1b, s1c, accumulate);
        Write<TLanes, TVector, TRight>(c + (2 * stride), s2a, s2b, s2c, accumulate);
        Write<TLanes, TVector, TRight>(c + (3 * stride), s3a, s3b, s3c, accumulate);
        c += 4 * stride;
        Write<TLanes, TVector, TRight>(c, s4a, s4b, s4c, accumulate);
        Write<TLanes, TVector, TRight>(c + stride, s5a, s5b, s5c, accumulate);
        Write<TLanes, TVector, TRight>(c + (2 * stride), s6a, s6b, s6c, accumulate);
        Write<TLanes, TVector, TRight>(c + (3 * stride), s7a, s7b, s7c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes, TVector, TRight>(float* to, TVector a, TVector b, TVector c, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRight : struct, IRight
    {
        if (accumulate)
        {
            a = TLanes.Add(TLanes.Load(to), a);
            b = TLanes.Add(TLanes.Load(to + TLanes.Count), b);
            c = TRight.Vectors == Vectors ? TLanes.Add(TLanes.Load(to + (2 * TLanes.Count)), c) : c;
        }

        TLanes.Store(to, a);
        TLanes.Store(to + TLanes.Count, b);
        if (TRight.Vectors == Vectors)
        {
            TLanes.Store(to + (2 * TLanes.Count), c);
        }
    }

    private readonly struct Packed : IRight
    {
        public static int Vectors => Tile8x3.Vectors;

        public static bool IsToBePacked => false;
    }

    private readonly struct PackedTwo : IRight
    {
        public static int Vectors => 2;

        public static bool IsToBePacked => false;
    }

    private readonly struct Unpacked : IRight
    {
        public static int Vectors => Tile8x3.Vectors;

        public static bool IsToBePacked => true;
    }
}
