namespace NetDsl.Cpu;

/// <summary>The matrix products of all elements, c [rows, columns] = a [rows, depth] · b [depth, columns]: a task is a part
/// of one.</summary>
/// <param name="a">The first element's; the next follows after <paramref name="nextA"/> floats.</param>
/// <param name="adds">Adds to what c holds.</param>
internal readonly unsafe struct WinogradProductsKernel(
    Machine machine,
    int rows,
    int columns,
    int depth,
    MatrixView a,
    nint nextA,
    MatrixView b,
    nint nextB,
    MatrixView c,
    nint nextC,
    bool adds) : IKernel
{
    private const int RowsOfTask = 384;

    private int Tasks => WinogradSizes.Elements * Parts(MatrixProduct.TileColumns(machine.Width));

    /// <summary>Runs all.</summary>
    public void Run() => machine.Run(
        this, Tasks, (long)WinogradSizes.Elements * rows * columns * depth);

    /// <summary>Runs all on this thread, as part of a task.</summary>
    public void RunHere<TLanes, TVector>(int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => KernelRunner.RunHere<WinogradProductsKernel, TLanes, TVector>(this, Tasks, worker);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileRows = Tile<TLanes, TVector>.Rows;
        int tileColumns = Tile<TLanes, TVector>.Columns;
        int parts = Parts(tileColumns);
        int element = task / parts;
        int rowTasks = (rows + RowsOfTask - 1) / RowsOfTask;
        int taskRows = (rows + rowTasks - 1) / rowTasks;
        var product = new MatrixProductKernel<BiasFinish<Identity>>
        {
            Machine = machine,
            Rows = rows,
            Columns = columns,
            Depth = depth,
            First = new MatrixTerm(Element(a, element * nextA), Element(b, element * nextB), depth),
            C = Element(c, element * nextC),
            Adds = adds,
            TaskRows = (taskRows + tileRows - 1) / tileRows * tileRows,
            RowTasks = rowTasks,
            ColumnTasks = parts / rowTasks,
        };
        product.Execute<TLanes, TVector>(task % parts, worker);
    }

    private static MatrixView Element(MatrixView view, nint offset) =>
        new(view.Pointer + offset, view.RowStride, view.ColumnStride);

    /// <summary>Tasks of an element: no more columns each than a task of a product may have.</summary>
    private int Parts(int tileColumns)
    {
        int panels = (columns + tileColumns - 1) / tileColumns;
        int most = MatrixProduct.PanelsOfTask(depth, tileColumns);
        return (rows + RowsOfTask - 1) / RowsOfTask * ((panels + most - 1) / most);
    }
}
