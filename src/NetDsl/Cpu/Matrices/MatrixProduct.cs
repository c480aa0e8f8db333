using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// c = f(a · b + bias + residual), by packed panels as in BLIS (Van Zee and van de Geijn 2015): the inner loop keeps a
/// tile of c in registers, the panels it reads lie in the caches one after the other. Each element is summed over the
/// depth in blocks that depend on the depth alone, so it has the same bits at any number of threads.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Depth of a block at most: the packed columns of a task, 384 · 256 floats, take less than half of a 1
    /// MB second
    /// cache, and a tile's packed rows, 384 · 12, half of the first.</summary>
    private const int DepthBlock = 384;
    private const int ColumnBlock = 256;
    private const int RowBlock = 96;

    /// <summary>Rows of a task where the columns alone make enough tasks.</summary>
    private const int TaskRows = 384;

    /// <summary>c [rows, columns] = f(a [rows, depth] · b [depth, columns] + bias [columns] + residual [rows,
    /// columns]).</summary>
    /// <param name="c">Its column stride is 1.</param>
    /// <param name="bias">Null for none.</param>
    /// <param name="residual">In another place than c, with a column stride of 1; default for none.</param>
    /// <param name="adds">Adds a · b to what c holds.</param>
    public static void Run<TActivation>(
        Machine machine,
        int rows,
        int columns,
        int depth,
        MatrixView a,
        MatrixView b,
        MatrixView c,
        float* bias,
        MatrixView residual = default,
        bool adds = false)
        where TActivation : struct, IActivation =>
        RunTerms(
            machine, rows, columns, new MatrixTerm(a, b, depth), default, c,
            new BiasFinish<TActivation>(bias, residual), adds);

    /// <summary>c [rows, columns] = the sum of two products, and what is left to do with it.</summary>
    /// <param name="second">Default for none.</param>
    /// <param name="c">Its column stride is 1.</param>
    /// <param name="adds">Adds the products to what c holds.</param>
    public static void RunTerms<TFinish>(
        Machine machine,
        int rows,
        int columns,
        MatrixTerm first,
        MatrixTerm second,
        MatrixView c,
        TFinish finish,
        bool adds = false)
        where TFinish : struct, IMatrixFinish
    {
        int tileRows = machine.Width == SimdWidth.Bits512 ? Tile12x2.Rows : Tile4x3.Rows;
        int tileColumns = (int)machine.Width
            * (machine.Width == SimdWidth.Bits512 ? Tile12x2.Vectors : Tile4x3.Vectors);

        int wanted = machine.Team.Size * 2;
        int panels = Ceiling(columns, tileColumns);
        int panelsOfTask = Math.Clamp(Ceiling(panels, wanted), 1, Math.Max(1, ColumnBlock / tileColumns));
        int columnTasks = Ceiling(panels, panelsOfTask);
        int rowTasks = Math.Max(Ceiling(rows, TaskRows), Ceiling(wanted, columnTasks));
        int rowsOfTask = Ceiling(Ceiling(rows, rowTasks), tileRows) * tileRows;
        rowTasks = Ceiling(rows, rowsOfTask);

        var kernel = new Kernel<TFinish>
        {
            Machine = machine,
            Rows = rows,
            Columns = columns,
            Depth = first.Depth + second.Depth,
            First = first,
            Second = second,
            C = c,
            AfterSum = finish,
            Adds = adds,
            TaskRows = rowsOfTask,
            TaskColumns = panelsOfTask * tileColumns,
            RowTasks = rowTasks,
        };
        machine.Run(kernel, rowTasks * columnTasks, (long)rows * columns * kernel.Depth);
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;

    private struct Kernel<TFinish> : IKernel
        where TFinish : struct, IMatrixFinish
    {
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
        public int TaskColumns;
        public int RowTasks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int row = task % RowTasks * TaskRows;
            int column = task / RowTasks * TaskColumns;
            int lastRow = Math.Min(Rows, row + TaskRows);
            int columns = Math.Min(TaskColumns, Columns - column);
            int tileColumns = Tile<TLanes, TVector>.Columns;

            float* packedB = Machine.Scratch(
                worker, ((long)DepthBlock * (Math.Max(ColumnBlock, tileColumns) + tileColumns + RowBlock)) + 4096);
            float* packedA = packedB + ((nint)DepthBlock * (Math.Max(ColumnBlock, tileColumns) + tileColumns));
            float* edge = packedA + ((nint)DepthBlock * RowBlock);

            int blocks = Ceiling(Depth, DepthBlock);
            int blockDepth = Ceiling(Depth, blocks);
            for (int k = 0; k < Depth; k += blockDepth)
            {
                int depth = Math.Min(blockDepth, Depth - k);
                PackB<TLanes, TVector>(packedB, k, depth, column, columns);
                for (int r = row; r < lastRow; r += RowBlock)
                {
                    int rows = Math.Min(RowBlock, lastRow - r);
                    PackA<TLanes, TVector>(packedA, k, depth, r, rows);
                    Block<TLanes, TVector>(
                        packedA, packedB, edge, r, rows, column, columns, depth, Adds || k > 0, k + depth == Depth);
                }
            }
        }

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

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Block<TLanes, TVector>(
            float* packedA, float* packedB, float* edge,
            int row, int rows, int column, int columns, int depth, bool accumulate, bool finish)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int tileRows = Tile<TLanes, TVector>.Rows;
            int tileColumns = Tile<TLanes, TVector>.Columns;
            for (int r = 0; r < rows; r += tileRows)
            {
                int height = Math.Min(tileRows, rows - r);
                for (int j = 0; j < columns; j += tileColumns)
                {
                    int width = Math.Min(tileColumns, columns - j);
                    float* a = packedA + ((nint)r * depth);
                    float* b = packedB + ((nint)j * depth);
                    float* c = C.Pointer + ((nint)(row + r) * C.RowStride) + column + j;
                    if (height == tileRows && width == tileColumns)
                    {
                        Tile<TLanes, TVector>.Prefetch(c, C.RowStride);
                        Tile<TLanes, TVector>.Multiply(depth, a, b, c, C.RowStride, accumulate);
                    }
                    else
                    {
                        Tile<TLanes, TVector>.MultiplyEdge(
                            depth, a, b, c, C.RowStride, accumulate, height, width, edge);
                    }

                    if (finish && AfterSum.IsNeeded)
                    {
                        Finish<TLanes, TVector>(c, row + r, column + j, height, width);
                    }
                }
            }
        }

        /// <summary>What is left to do with a tile whose sums are complete.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Finish<TLanes, TVector>(float* c, int row, int column, int height, int width)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            for (int i = 0; i < height; i++)
            {
                AfterSum.Finish<TLanes, TVector>(c + ((nint)i * C.RowStride), row + i, column, width);
            }
        }
    }
}
