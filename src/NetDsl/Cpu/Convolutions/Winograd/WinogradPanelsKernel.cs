using System.Runtime.CompilerServices;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int side = 3;
        const int patch = WinogradSizes.Patch;
        int lanes = TLanes.Count;
        int panel = task / Parts;
        int first = task % Parts * DepthsOfTask;
        int width = FilterwiseSums.PanelOf((SimdWidth)lanes);
        nint element = ElementSize(rows, depth, width);
        float* window = stackalloc float[WinogradSizes.Taps * lanes];
        float* half = stackalloc float[patch * side * lanes];
        for (int k = first; k < Math.Min(depth, first + DepthsOfTask); k++)
        {
            for (int vector = 0; vector < width; vector += lanes)
            {
                int row = (panel * width) + vector;
                Gather(weights + (row * rowStride) + (k * depthStride), Math.Clamp(rows - row, 0, lanes), lanes, window);
                for (int column = 0; column < side; column++)
                {
                    WinogradTransform.Weights<TLanes, TVector>(
                        window + (column * lanes), side * lanes, half + (column * lanes), side * lanes);
                }

                float* to = panels + ((((nint)panel * depth) + k) * width) + vector;
                for (int line = 0; line < patch; line++)
                {
                    WinogradTransform.Weights<TLanes, TVector>(
                        half + (line * side * lanes), lanes, to + (line * patch * element), element);
                }
            }
        }
    }

    /// <summary>[tap][row], zeros where there is no row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Gather(float* from, int count, int lanes, float* window)
    {
        const int taps = WinogradSizes.Taps;
        if (count < lanes)
        {
            new Span<float>(window, taps * lanes).Clear();
        }

        for (int row = 0; row < count; row++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                window[(tap * lanes) + row] = from[turns ? taps - 1 - tap : tap];
            }

            from += rowStride;
        }
    }
}
