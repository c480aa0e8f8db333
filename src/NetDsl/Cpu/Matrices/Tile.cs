using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The tile of the matrix product that fits the registers of a width: 32 of 512 bits, or 16.</summary>
internal static unsafe class Tile<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public static int Rows => MatrixProduct.TileRows((SimdWidth)TLanes.Count);

    public static int Columns => MatrixProduct.TileColumns((SimdWidth)TLanes.Count);

    /// <summary>Vectors of the panel that comes next: as many as the tile has, or two where these are the last two or four;
    /// fewer do not save time.</summary>
    /// <param name="columns">That are left.</param>
    public static int VectorsOfPanel(int columns)
    {
        int vectors = (columns + TLanes.Count - 1) / TLanes.Count;
        return vectors <= 2 || vectors == 4 ? 2 : Columns / TLanes.Count;
    }

    /// <summary>c [Rows, Columns] = a · b, or +=, of packed factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
    {
        if (TLanes.Count == 16)
        {
            TileProduct<Tile8x3>.Multiply<TLanes, TVector>(depth, a, b, c, stride, accumulate);
        }
        else
        {
            TileProduct<Tile4x3>.Multiply<TLanes, TVector>(depth, a, b, c, stride, accumulate);
        }
    }

    /// <summary>The same of rows that lie anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate)
    {
        if (a.ArePacked)
        {
            Multiply(depth, a.Pointer, b, c, stride, accumulate);
        }
        else if (TLanes.Count == 16)
        {
            TileProduct<Tile8x3>.MultiplyInPlace<TLanes, TVector>(depth, a.Pointer, a.RowStride, b, c, stride, accumulate);
        }
        else
        {
            TileProduct<Tile4x3>.MultiplyInPlace<TLanes, TVector>(depth, a.Pointer, a.RowStride, b, c, stride, accumulate);
        }
    }

    /// <summary>The same with b where it lies, which is packed on the way.</summary>
    /// <param name="next">From one depth of b to the next.</param>
    /// <param name="packed">[depth][Columns]</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAndPack(
        int depth, LeftLines a, float* b, nint next, float* packed, float* c, nint stride, bool accumulate)
    {
        if (TLanes.Count == 16)
        {
            TileProduct<Tile8x3>.MultiplyAndPack<TLanes, TVector>(depth, a, b, next, packed, c, stride, accumulate);
        }
        else
        {
            TileProduct<Tile4x3>.MultiplyAndPack<TLanes, TVector>(depth, a, b, next, packed, c, stride, accumulate);
        }
    }

    /// <summary>The same of b that is <paramref name="vectors"/> wide, [depth][vectors]: two or as many as the
    /// tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(
        int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate, int vectors)
    {
        if (vectors == Columns / TLanes.Count)
        {
            Multiply(depth, a, b, c, stride, accumulate);
        }
        else if (TLanes.Count == 16)
        {
            TileProduct<Tile8x3>.MultiplyTwo<TLanes, TVector>(depth, a, b, c, stride, accumulate);
        }
        else
        {
            TileProduct<Tile4x3>.MultiplyTwo<TLanes, TVector>(depth, a, b, c, stride, accumulate);
        }
    }

    /// <summary>The same where only [height, width] of the tile is there: through <paramref name="edge"/>, a whole
    /// tile, or the smaller one where it is enough; the arithmetic is the same.</summary>
    public static void MultiplyEdge(
        int depth, float* a, float* b, float* c, nint stride, bool accumulate, int height, int width, float* edge) =>
        MultiplyEdge(
            depth, new LeftLines(a, 1, Rows), b, c, stride, accumulate, height, width, edge, Columns / TLanes.Count);

    /// <summary>The same of rows that lie anywhere, a whole tile of them, and of b that is <paramref name="vectors"/>
    /// wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyEdge(
        int depth, LeftLines a, float* b, float* c, nint stride, bool accumulate, int height, int width, float* edge,
        int vectors)
    {
        bool areFew = height <= Tile4x3.Rows && Tile4x3.Rows < Rows;
        if (areFew && vectors == ITileLoop.Vectors)
        {
            TileProduct<Tile4x3>.MultiplyLines<TLanes, TVector>(depth, a, b, edge, Columns, accumulate: false);
        }
        else if (areFew)
        {
            TileProduct<Tile4x3>.MultiplyTwo<TLanes, TVector>(depth, a, b, edge, Columns, accumulate: false);
        }
        else
        {
            Multiply(depth, a, b, edge, Columns, accumulate: false, vectors);
        }

        for (int row = 0; row < height; row++)
        {
            float* from = edge + (row * Columns);
            float* to = c + (row * stride);
            int column = 0;
            for (; column <= width - TLanes.Count; column += TLanes.Count)
            {
                TVector value = TLanes.Load(from + column);
                TLanes.Store(to + column, accumulate ? TLanes.Add(TLanes.Load(to + column), value) : value);
            }

            for (; column < width; column++)
            {
                to[column] = accumulate ? to[column] + from[column] : from[column];
            }
        }
    }
}
