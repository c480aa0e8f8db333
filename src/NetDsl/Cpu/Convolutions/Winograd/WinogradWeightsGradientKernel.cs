using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Gᵀ dU G, the gradients of a group's weights [filter][channel][3][3] from those of the transformed ones: some
/// filters a task.</summary>
/// <param name="pitch">From one filter to the next in <paramref name="transformed"/>.</param>
/// <param name="adds">Adds to the gradients, which another kernel has written.</param>
internal readonly unsafe struct WinogradWeightsGradientKernel(
    int filters, int channels, int pitch, int parts, float* transformed, float* gradients, bool adds) : IKernel
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
        float* whole = stackalloc float[patch * patch * TLanes.Count];
        int end = Math.Min(filters, (task + 1) * FiltersOfTask);
        for (int filter = task * FiltersOfTask; filter < end; filter++)
        {
            float* from = transformed + ((nint)filter * pitch);
            float* to = gradients + ((nint)filter * channels * taps);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                Sum<TLanes, TVector>(from + channel, element, whole);
                for (int column = 0; column < patch; column++)
                {
                    WinogradTransform.WeightsGradient<TLanes, TVector>(
                        whole + (column * TLanes.Count), patch * TLanes.Count,
                        half + (column * TLanes.Count), patch * TLanes.Count);
                }

                for (int line = 0; line < side; line++)
                {
                    WinogradTransform.WeightsGradient<TLanes, TVector>(
                        half + (line * patch * TLanes.Count), TLanes.Count,
                        window + (line * side * TLanes.Count), TLanes.Count);
                }

                Scatter(window, TLanes.Count, Math.Min(TLanes.Count, channels - channel), to + (channel * taps));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum<TLanes, TVector>(float* from, nint element, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint next = WinogradSizes.Elements * element;
        for (int i = 0; i < WinogradSizes.Elements; i++)
        {
            TVector sum = TLanes.Load(from + (i * element));
            for (int part = 1; part < parts; part++)
            {
                sum = TLanes.Add(sum, TLanes.Load(from + (i * element) + (part * next)));
            }

            TLanes.Store(to + (i * TLanes.Count), sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Scatter(float* window, int lanes, int count, float* to)
    {
        const int taps = WinogradSizes.Taps;
        for (int channel = 0; channel < count; channel++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                float value = window[(tap * lanes) + channel];
                to[tap] = adds ? to[tap] + value : value;
            }

            to += taps;
        }
    }
}
