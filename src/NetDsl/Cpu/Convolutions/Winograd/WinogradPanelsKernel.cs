namespace NetDsl.Cpu;

/// <summary>U = G g Gᵀ of a group's weights as <see cref="WinogradFilterwiseKernel"/> reads them, [element][panel][depth][row]
/// with zeros where there is no row: some depths of a panel a task. Rows are what is written, filters or, on the gradients'
/// way back, channels; depths are the others.</summary>
/// <param name="rowStride">From one row's windows to the next's in <paramref name="weights"/>.</param>
/// <param name="turns">Turns each window by half a turn, as the gradients' way back sees it.</param>
internal readonly unsafe struct WinogradPanelsKernel(
    int rows, int depth, nint rowStride, nint depthStride, bool turns, float* weights, float* panels) : IKernel
{
    private const int DepthsOfTask = 16;

    private int Parts => (depth + DepthsOfTask - 1) / DepthsOfTask;

    /// <summary>Floats of an element's panels.</summary>
    /// <param name="width">Rows of a panel.</param>
    public static nint ElementSize(int rows, int depth, int width) =>
        WinogradSizes.Stagger((nint)FilterwiseSums.Panels(rows, width) * width * depth);

    /// <summary>Runs all.</summary>
    public void Run(Machine machine) => machine.Run(
        this, FilterwiseSums.Panels(rows, FilterwiseSums.PanelOf(machine.Width)) * Parts,
        (long)rows * depth * WinogradSizes.Elements * 4);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int lanes = TLanes.Count;
        int panel = task / Parts;
        int first = task % Parts * DepthsOfTask;
        int width = FilterwiseSums.PanelOf((SimdWidth)lanes);
        nint element = ElementSize(rows, depth, width);
        for (int k = first; k < Math.Min(depth, first + DepthsOfTask); k++)
        {
            float* to = panels + ((((nint)panel * depth) + k) * width);
            for (int vector = 0; vector < width; vector += lanes)
            {
                int row = (panel * width) + vector;
                WinogradWindows.Transform<TLanes, TVector>(
                    weights + (row * rowStride) + (k * depthStride), Math.Clamp(rows - row, 0, lanes), rowStride, turns,
                    to + vector, element);
            }
        }
    }
}
