using System.Runtime.CompilerServices;
using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>The tasks of a <see cref="MatrixProduct"/>: each some rows by some columns, all of the depth.</summary>
internal unsafe struct MatrixProductKernel<TFinish> : IKernel
    where TFinish : struct, IMatrixFinish
{
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
    public int ColumnTasks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int row = task % RowTasks * TaskRows;
        int lastRow = Math.Min(Rows, row + TaskRows);
        int column = Start(task / RowTasks, TLanes.Count);
        int columns = Start((task / RowTasks) + 1, TLanes.Count) - column;

        float* packedB = Machine.Scratch(worker, MatrixProduct.PackedColumns + PackedRows + TileFloats);
        float* packedA = packedB + MatrixProduct.PackedColumns;
        float* edge = packedA + PackedRows;

        int blockDepth = MatrixProduct.BlockDepth(Depth);
        int rowBlock = RowBlock<TLanes, TVector>(lastRow - row, blockDepth);
        for (int k = 0; k < Depth; k += blockDepth)
        {
            int depth = Math.Min(blockDepth, Depth - k);
            for (int r = row; r < lastRow; r += rowBlock)
            {
                int rows = Math.Min(rowBlock, lastRow - r);
                int inPlace = RowsInPlace<TLanes, TVector>(rows, k, depth);
                PackA<TLanes, TVector>(packedA + ((nint)inPlace * depth), k, depth, r + inPlace, rows - inPlace);
                var block = new MatrixBlock(r, rows, k, depth, packedA, inPlace);
                for (int j = 0, panelWidth; j < columns; j += panelWidth)
                {
                    panelWidth = Tile<TLanes, TVector>.VectorsOfPanel(columns - j) * TLanes.Count;

                    // a panel that no other rows need is packed where the one before was: in the first cache
                    float* panel = packedB + (rows == lastRow - row ? 0 : (nint)j * depth);
                    int width = Math.Min(panelWidth, columns - j);
                    float* onTheWay = null;
                    if (r == row && PacksOnTheWay<TLanes, TVector>(block, width))
                    {
                        onTheWay = First.B.At(k, column + j);
                    }
                    else if (r == row)
                    {
                        PackB<TLanes, TVector>(panel, panelWidth, k, depth, column + j, width);
                    }

                    int next = r == row ? Math.Min(Tile<TLanes, TVector>.Columns, columns - j - width) : 0;
                    Panel<TLanes, TVector>(
                        block, onTheWay, panel, panelWidth, edge, column + j, width, next, isFirst: j == 0);
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

    /// <summary>The column that a share begins with: that of a vector.</summary>
    private readonly int Start(int share, int lanes) =>
        (int)Math.Min(Columns, (long)Ceiling(Columns, lanes) * share / ColumnTasks * lanes);

    /// <summary>The depths k … k + depth − 1 of the right factors, of which some may be the second
    /// term's.</summary>
    /// <param name="width">Of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackB<TLanes, TVector>(float* packed, int width, int k, int depth, int column, int columns)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>The first so many rows are read where they lie: their depths lie one behind the other.</summary>
    private readonly int RowsInPlace<TLanes, TVector>(int rows, int k, int depth)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        First.A.ColumnStride == 1 && k + depth <= First.Depth
            ? rows / Tile<TLanes, TVector>.Rows * Tile<TLanes, TVector>.Rows
            : 0;

    /// <summary>Whether the first tile of a panel packs it for the others while it multiplies, which then costs
    /// nothing: each depth is a run of the whole panel's width.</summary>
    private readonly bool PacksOnTheWay<TLanes, TVector>(in MatrixBlock block, int width)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        First.B.ColumnStride == 1 && block.K + block.Depth <= First.Depth
            && width == Tile<TLanes, TVector>.Columns && block.Rows >= Tile<TLanes, TVector>.Rows;

    /// <summary>All rows of a block by one panel of columns.</summary>
    /// <param name="onTheWay">The panel in memory, where the first tile packs it; else null.</param>
    /// <param name="width">Columns of the panel that exist.</param>
    /// <param name="next">Columns of the panel behind it, which is asked for meanwhile.</param>
    /// <param name="isFirst">Whether it is the first panel of these rows: then each tile asks for the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TLanes, TVector>(
        in MatrixBlock block, float* onTheWay, float* packedB, int panelWidth, float* edge, int column, int width, int next,
        bool isFirst)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileRows = Tile<TLanes, TVector>.Rows;
        (int rows, int inPlace, int depth) = (block.Rows, block.InPlace, block.Depth);
        bool accumulate = Adds || block.K > 0;
        int ofFirst = Math.Clamp(First.Depth - block.K, 0, depth);
        PanelPrefetch ahead = default, second = default;
        if (next > 0)
        {
            ahead = new PanelPrefetch(First.B, block.K, ofFirst, column + width, next);
            second = new PanelPrefetch(
                Second.B, block.K + ofFirst - First.Depth, depth - ofFirst, column + width, next);
        }

        int tiles = Ceiling(rows, tileRows);
        int lines = Ceiling(ahead.Lines, tiles);
        int linesOfSecond = Ceiling(second.Lines, tiles);
        for (int r = 0; r < rows; r += tileRows)
        {
            int height = Math.Min(tileRows, rows - r);
            LeftLines a = r < inPlace
                ? new LeftLines(First.A.At(block.Row + r, block.K), First.A.RowStride, 1)
                : new LeftLines(block.PackedA + ((nint)r * depth), 1, tileRows);
            float* c = C.Pointer + ((nint)(block.Row + r) * C.RowStride) + column;
            ahead.Take(lines);
            second.Take(linesOfSecond);
            if (isFirst && r + (2 * tileRows) <= inPlace)
            {
                RowsPrefetch.Ask(a.Pointer + (tileRows * First.A.RowStride), First.A.RowStride, tileRows, depth);
            }

            int vectors = panelWidth / TLanes.Count;
            if (height < tileRows || width < panelWidth)
            {
                Tile<TLanes, TVector>.MultiplyEdge(
                    depth, a, packedB, c, C.RowStride, accumulate, height, width, edge, vectors);
                continue;
            }

            if (r == 0 && onTheWay is not null)
            {
                Tile<TLanes, TVector>.MultiplyAndPack(
                    depth, a, onTheWay, First.B.RowStride, packedB, c, C.RowStride, accumulate);
            }
            else
            {
                Tile<TLanes, TVector>.Multiply(depth, a, packedB, c, C.RowStride, accumulate, vectors);
            }
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
}
