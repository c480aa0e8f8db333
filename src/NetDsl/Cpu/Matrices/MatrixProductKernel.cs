using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The tasks of a <see cref="MatrixProduct"/>: each some rows by some columns, all of the depth.</summary>
internal unsafe struct MatrixProductKernel<TFinish> : IKernel
    where TFinish : struct, IMatrixFinish
{
    /// <summary>Depth of a block at most: a tile's packed rows and a panel of packed columns take the first
    /// cache.</summary>
    private const int DepthBlock = 384;

    /// <summary>Packed floats of a block of rows: 192 KB, which every panel of columns reads from the second
    /// cache.</summary>
    private const int PackedRows = 48 * 1024;

    /// <summary>More than any tile has.</summary>
    private const int TileFloats = 512;

    public Machine Machine;
    public int Rows;
    public int Columns;
    public int Depth;
    public MatrixTerm First;
    public MatrixTerm Second;
    public MatrixView C;
    public TFinish AfterSum;
    public bool Adds;
    public int TaskRows;
    public int RowTasks;
    public int Panels;
    public int ColumnTasks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileColumns = Tile<TLanes, TVector>.Columns;
        int row = task % RowTasks * TaskRows;
        int lastRow = Math.Min(Rows, row + TaskRows);
        int column = Start(task / RowTasks) * tileColumns;
        int columns = Math.Min(Columns, Start((task / RowTasks) + 1) * tileColumns) - column;

        const int packedColumns = DepthBlock * MatrixProduct.ColumnBlock;
        float* packedB = Machine.Scratch(worker, packedColumns + PackedRows + TileFloats);
        float* packedA = packedB + packedColumns;
        float* edge = packedA + PackedRows;

        int blockDepth = Ceiling(Depth, Ceiling(Depth, DepthBlock));
        int rowBlock = RowBlock<TLanes, TVector>(lastRow - row, blockDepth);
        for (int k = 0; k < Depth; k += blockDepth)
        {
            int depth = Math.Min(blockDepth, Depth - k);
            for (int r = row; r < lastRow; r += rowBlock)
            {
                int rows = Math.Min(rowBlock, lastRow - r);
                PackA<TLanes, TVector>(packedA, k, depth, r, rows);
                for (int j = 0; j < columns; j += tileColumns)
                {
                    // a panel that no other rows need is packed where the one before was: in the first cache
                    float* panel = packedB + (rows == lastRow - row ? 0 : (nint)j * depth);
                    int width = Math.Min(tileColumns, columns - j);
                    if (r == row)
                    {
                        PackB<TLanes, TVector>(panel, k, depth, column + j, width);
                    }

                    int next = r == row ? Math.Min(tileColumns, columns - j - width) : 0;
                    Panel<TLanes, TVector>(packedA, panel, edge, r, rows, column + j, width, k, depth, next);
                }

                if (k + depth == Depth && AfterSum.IsNeeded)
                {
                    Finish<TLanes, TVector>(r, rows, column, columns);
                }
            }
        }
    }

    /// <summary>Rows that are packed at once, whole tiles: as many as there is room for, in blocks of about the
    /// same size.</summary>
    private static int RowBlock<TLanes, TVector>(int rows, int depth)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tiles = Ceiling(rows, Tile<TLanes, TVector>.Rows);
        int blocks = Ceiling(tiles, PackedRows / (depth * Tile<TLanes, TVector>.Rows));
        return Ceiling(tiles, blocks) * Tile<TLanes, TVector>.Rows;
    }

    /// <summary>The panel that a share of the columns begins with.</summary>
    private readonly int Start(int share) => (int)((long)Panels * share / ColumnTasks);

    /// <summary>The depths k … k + depth − 1 of the right factors, of which some may be the second
    /// term's.</summary>
    private readonly void PackB<TLanes, TVector>(float* packed, int k, int depth, int column, int columns)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = Tile<TLanes, TVector>.Columns;
        int ofFirst = Math.Clamp(First.Depth - k, 0, depth);
        if (ofFirst > 0)
        {
            MatrixPacking.Pack<TLanes, TVector>(
                packed, First.B.At(k, column), width, columns, ofFirst, depth,
                First.B.ColumnStride, First.B.RowStride);
        }

        if (ofFirst < depth)
        {
            MatrixPacking.Pack<TLanes, TVector>(
                packed + ((nint)ofFirst * width), Second.B.At(k + ofFirst - First.Depth, column), width, columns,
                depth - ofFirst, depth, Second.B.ColumnStride, Second.B.RowStride);
        }
    }

    /// <summary>The same of the left factors.</summary>
    private readonly void PackA<TLanes, TVector>(float* packed, int k, int depth, int row, int rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int height = Tile<TLanes, TVector>.Rows;
        int ofFirst = Math.Clamp(First.Depth - k, 0, depth);
        if (ofFirst > 0)
        {
            MatrixPacking.Pack<TLanes, TVector>(
                packed, First.A.At(row, k), height, rows, ofFirst, depth, First.A.RowStride, First.A.ColumnStride);
        }

        if (ofFirst < depth)
        {
            MatrixPacking.Pack<TLanes, TVector>(
                packed + ((nint)ofFirst * height), Second.A.At(row, k + ofFirst - First.Depth), height, rows,
                depth - ofFirst, depth, Second.A.RowStride, Second.A.ColumnStride);
        }
    }

    /// <summary>All rows of a block by one panel of columns.</summary>
    /// <param name="next">Columns of the panel behind it, which is asked for meanwhile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TLanes, TVector>(
        float* packedA, float* packedB, float* edge,
        int row, int rows, int column, int width, int k, int depth, int next)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileRows = Tile<TLanes, TVector>.Rows;
        int tileColumns = Tile<TLanes, TVector>.Columns;
        bool accumulate = Adds || k > 0;
        int tiles = Ceiling(rows, tileRows);
        for (int r = 0, tile = 0; r < rows; r += tileRows, tile++)
        {
            int height = Math.Min(tileRows, rows - r);
            float* a = packedA + ((nint)r * depth);
            float* c = C.Pointer + ((nint)(row + r) * C.RowStride) + column;
            if (next > 0)
            {
                PrefetchB(k, depth, column + tileColumns, next, tile, tiles);
            }

            if (height == tileRows && width == tileColumns)
            {
                Tile<TLanes, TVector>.Prefetch(c, C.RowStride);
                Tile<TLanes, TVector>.Multiply(depth, a, packedB, c, C.RowStride, accumulate);
            }
            else
            {
                Tile<TLanes, TVector>.MultiplyEdge(
                    depth, a, packedB, c, C.RowStride, accumulate, height, width, edge);
            }
        }
    }

    /// <summary>Asks for a share of what the next panel will be packed of.</summary>
    private readonly void PrefetchB(int k, int depth, int column, int columns, int share, int shares)
    {
        int ofFirst = Math.Clamp(First.Depth - k, 0, depth);
        if (ofFirst > 0)
        {
            MatrixPacking.Prefetch(First.B, k, ofFirst, column, columns, share, shares);
        }

        if (ofFirst < depth)
        {
            MatrixPacking.Prefetch(
                Second.B, k + ofFirst - First.Depth, depth - ofFirst, column, columns, share, shares);
        }
    }

    /// <summary>What is left to do with rows whose sums are complete: of all the task's columns at once, for runs
    /// of a panel's width cost more to begin than the first cache saves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Finish<TLanes, TVector>(int row, int rows, int column, int columns)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int r = row; r < row + rows; r++)
        {
            AfterSum.Finish<TLanes, TVector>(
                C.Pointer + ((nint)r * C.RowStride) + column, r, column, columns);
        }
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
