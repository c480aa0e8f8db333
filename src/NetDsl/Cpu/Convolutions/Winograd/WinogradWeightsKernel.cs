namespace NetDsl.Cpu;

/// <summary>U = G g Gᵀ of a group's weights [filter][channel][3][3], as [element][filter][channel]: some filters a
/// task.</summary>
/// <param name="pitch">From one filter to the next in <paramref name="transformed"/>.</param>
/// <param name="turns">Turns each window by half a turn, as the gradients' way back sees it.</param>
internal readonly unsafe struct WinogradWeightsKernel(
    int filters, int channels, int pitch, bool turns, float* weights, float* transformed) : IKernel
{
    private const int FiltersOfTask = 4;

    public int Tasks => (filters + FiltersOfTask - 1) / FiltersOfTask;

    public long Cost => (long)filters * channels * WinogradSizes.Elements * 4;

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int taps = WinogradSizes.Taps;
        nint element = WinogradSizes.Stagger((nint)filters * pitch);
        int end = Math.Min(filters, (task + 1) * FiltersOfTask);
        for (int filter = task * FiltersOfTask; filter < end; filter++)
        {
            float* from = weights + ((nint)filter * channels * taps);
            float* to = transformed + ((nint)filter * pitch);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                WinogradWindows.Transform<TLanes, TVector>(
                    from + (channel * taps), Math.Min(TLanes.Count, channels - channel), taps, turns, to + channel, element);
            }
        }
    }
}
