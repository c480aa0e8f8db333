using System.Runtime.CompilerServices;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int side = 3;
        const int patch = WinogradSizes.Patch;
        const int taps = WinogradSizes.Taps;
        nint element = WinogradSizes.Stagger((nint)filters * pitch);
        float* window = stackalloc float[taps * TLanes.Count];
        float* half = stackalloc float[patch * side * TLanes.Count];
        int end = Math.Min(filters, (task + 1) * FiltersOfTask);
        for (int filter = task * FiltersOfTask; filter < end; filter++)
        {
            float* from = weights + ((nint)filter * channels * taps);
            float* to = transformed + ((nint)filter * pitch);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int count = Math.Min(TLanes.Count, channels - channel);
                Gather(from + (channel * taps), count, TLanes.Count, window);
                for (int column = 0; column < side; column++)
                {
                    WinogradTransform.Weights<TLanes, TVector>(
                        window + (column * TLanes.Count), side * TLanes.Count,
                        half + (column * TLanes.Count), side * TLanes.Count);
                }

                for (int line = 0; line < patch; line++)
                {
                    WinogradTransform.Weights<TLanes, TVector>(
                        half + (line * side * TLanes.Count), TLanes.Count,
                        to + (line * patch * element) + channel, element);
                }
            }
        }
    }

    /// <summary>[tap][channel], zeros where there is no channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Gather(float* from, int count, int lanes, float* window)
    {
        const int taps = WinogradSizes.Taps;
        if (count < lanes)
        {
            new Span<float>(window, taps * lanes).Clear();
        }

        for (int channel = 0; channel < count; channel++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                window[(tap * lanes) + channel] = from[turns ? taps - 1 - tap : tap];
            }

            from += taps;
        }
    }
}
