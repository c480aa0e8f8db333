using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>Asks the second cache for what a panel of places will be packed of, some depths at a time.</summary>
internal unsafe struct WindowPrefetch(WindowPanel panel, int* offsets, int depth)
{
    private readonly WindowRun* runs = panel.Runs;
    private readonly int count = panel.Count;
    private int* offsets = offsets;
    private int left = depth;

    /// <summary>Depths not yet asked for.</summary>
    public readonly int Depth => left;

    /// <summary>Asks for the next ones, as far as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(int depths)
    {
        for (; depths > 0 && left > 0 && Sse.IsSupported; depths--, left--, offsets++)
        {
            for (int run = 0; run < count; run++)
            {
                float* from = runs[run].Source + *offsets;
                Sse.Prefetch1(from);
                Sse.Prefetch1(from + runs[run].Length - 1);
            }
        }
    }
}
