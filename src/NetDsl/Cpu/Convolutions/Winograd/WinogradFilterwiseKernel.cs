namespace NetDsl.Cpu;

/// <summary>The products of all elements for few tiles, with the filters side by side in the vectors: a task is some panels of
/// filters of an element.</summary>
/// <param name="weights">See <see cref="WinogradPanelsKernel"/>.</param>
/// <param name="offsets">[channel]: from a channel's transformed patches to the first one's.</param>
/// <param name="patches">[element][channel][tile]</param>
/// <param name="products">[element][filter][tile]</param>
internal readonly unsafe struct WinogradFilterwiseKernel(
    Machine machine, WinogradSizes sizes, WinogradTargets targets, int tiles, float* weights, int* offsets, float* patches,
    float* products) : IKernel
{
    private const int PanelsOfTask = 4;

    private int Width => FilterwiseSums.PanelOf(machine.Width);

    /// <summary>Of the channels that are written, which begin with a whole panel.</summary>
    private int Panels => FilterwiseSums.Panels(targets.Count, Width);

    private int Tasks => WinogradSizes.Elements * TasksOfElement;

    private int TasksOfElement => (Panels + PanelsOfTask - 1) / PanelsOfTask;

    /// <summary>Runs all.</summary>
    public void Run() => machine.Run(
        this, Tasks, (long)WinogradSizes.Elements * targets.Count * sizes.Channels * tiles);

    /// <summary>Runs all on this thread, as part of a task.</summary>
    public void RunHere<TLanes, TVector>(int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => KernelRunner.RunHere<WinogradFilterwiseKernel, TLanes, TVector>(this, Tasks, worker);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int element = task / TasksOfElement;
        int first = task % TasksOfElement * PanelsOfTask;
        for (int panel = first; panel < Math.Min(Panels, first + PanelsOfTask); panel++)
        {
            Panel<TLanes, TVector>(element, (targets.First / Width) + panel, worker);
        }
    }

    private void Panel<TLanes, TVector>(int element, int panel, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = Width;
        int length = FilterwiseSums.LengthOrLonger(tiles);
        float* sums = machine.Scratch(worker, (FilterwiseSums.RunsAtOnce + 1) * length * width);
        float** runs = stackalloc float*[FilterwiseSums.RunsAtOnce];
        float* source = patches + (element * sizes.PatchElement);
        float* target = products + (element * sizes.ProductElement) + ((nint)panel * width * sizes.Pitch);
        float* factors = weights + (element * WinogradPanelsKernel.ElementSize(sizes.Rows, sizes.Channels, width))
            + ((nint)panel * sizes.Channels * width);
        for (int tile = 0; tile < tiles; tile += FilterwiseSums.RunsAtOnce * length)
        {
            int count = Math.Min(tiles - tile, FilterwiseSums.RunsAtOnce * length);
            int ofRuns = (count + length - 1) / length;
            for (int run = 0; run < ofRuns; run++)
            {
                runs[run] = source + tile + (run * length);
            }

            FilterwiseSums.Run<TLanes, TVector>(runs, ofRuns, length, factors, offsets, sizes.Channels, asks: false, sums);
            MatrixTransposition.Run(
                target + tile, sums, sizes.Pitch, count, Math.Min(width, sizes.Rows - (panel * width)), width, 1);
        }
    }
}
