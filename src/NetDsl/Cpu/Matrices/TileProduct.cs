using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>One tile of a matrix product: a loop compiled for each way in which the factors lie; where strides are known
/// they are part of the addresses.</summary>
internal static unsafe class TileProduct<TLoop>
    where TLoop : struct, ITileLoop
{
    /// <summary>c [Rows, Vectors] = a · b, or += : packed a [depth][Rows], packed b [depth][Vectors].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLoop.Run<TLanes, TVector, PackedRight>(
            depth, new LeftLines(a, 1, TLoop.Rows), b, ITileLoop.Vectors * TLanes.Count, null, c, stride, accumulate);

    /// <summary>The same with a where it lies: each row's depths are one run.</summary>
    /// <param name="row">From one row of a to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyInPlace<TLanes, TVector>(
        int depth, float* a, nint row, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLoop.Run<TLanes, TVector, PackedRight>(
            depth, new LeftLines(a, row, 1), b, ITileLoop.Vectors * TLanes.Count, null, c, stride, accumulate);

    /// <summary>The same with a anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyLines<TLanes, TVector>(
        int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLoop.Run<TLanes, TVector, PackedRight>(
            depth, a, b, ITileLoop.Vectors * TLanes.Count, null, c, stride, accumulate);

    /// <summary>The same with b where it lies, and packs it on the way.</summary>
    /// <param name="rightStride">From one depth of b to the next.</param>
    /// <param name="packed">[depth][Vectors]</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAndPack<TLanes, TVector>(
        int depth, LeftLines a, float* b, nint rightStride, float* packed, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLoop.Run<TLanes, TVector, UnpackedRight>(depth, a, b, rightStride, packed, c, stride, accumulate);

    /// <summary>The same of two vectors: packed b [depth][2], a anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyTwo<TLanes, TVector>(
        int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLoop.Run<TLanes, TVector, PackedTwoRight>(depth, a, b, 2 * TLanes.Count, null, c, stride, accumulate);
}
