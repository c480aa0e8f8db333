using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>
/// c = f(a · b + bias + residual), by packed panels as in BLIS (Van Zee and van de Geijn 2015): the inner loop keeps a
/// tile of c in registers, the panels it reads lie in the caches one after the other. Each element is summed over the
/// depth in blocks that depend on the depth alone, so it has the same bits at any number of threads.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Depth of a block at most: a tile's packed rows and a panel of packed columns take the first
    /// cache; of 512-bit vectors such a panel does not fit, but smaller blocks gained nothing there.</summary>
    private const int DepthBlock = 384;

    /// <summary>Packed floats of a task's columns at most: where several blocks of rows read them, they take less than half
    /// of a 1 MB second cache.</summary>
    public const int PackedColumns = DepthBlock * 256;

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
        int tileRows = TileRows(machine.Width);
        int tileColumns = TileColumns(machine.Width);

        // rows are packed once for each of the tasks beside each other
        int wanted = machine.Team.Size * 2;
        int panels = Ceiling(columns, tileColumns);
        int most = PanelsOfTask(first.Depth + second.Depth, tileColumns);
        int panelsOfTask = Math.Clamp(Ceiling(panels, Ceiling(wanted, Ceiling(rows, TaskRows))), 1, most);
        int columnTasks = Ceiling(panels, panelsOfTask);
        columnTasks = Math.Min(panels, Ceiling(columnTasks, machine.Team.Size) * machine.Team.Size);
        int rowTasks = Math.Max(Ceiling(rows, TaskRows), Ceiling(wanted, columnTasks));
        int rowsOfTask = Ceiling(Ceiling(rows, rowTasks), tileRows) * tileRows;
        rowTasks = Ceiling(rows, rowsOfTask);

        var kernel = new MatrixProductKernel<TFinish>
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
            RowTasks = rowTasks,
            ColumnTasks = columnTasks,
        };
        machine.Run(kernel, rowTasks * columnTasks, (long)rows * columns * kernel.Depth);
    }

    /// <summary>Rows of a tile.</summary>
    public static int TileRows(SimdWidth width) => width == SimdWidth.Bits512 ? Tile8x3.Rows : Tile4x3.Rows;

    /// <summary>Columns of a tile: three vectors at any width.</summary>
    public static int TileColumns(SimdWidth width) => (int)width * ITileLoop.Vectors;

    /// <summary>Depth of the blocks, which are about equal.</summary>
    public static int BlockDepth(int depth) => Ceiling(depth, Ceiling(depth, DepthBlock));

    /// <summary>Panels of columns that a task has at most.</summary>
    public static int PanelsOfTask(int depth, int tileColumns) =>
        Math.Max(1, PackedColumns / (BlockDepth(depth) * tileColumns));
}
