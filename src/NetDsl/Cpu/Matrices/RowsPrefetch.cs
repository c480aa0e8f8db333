using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>Asks the second cache for what a tile will read, or a panel will be packed of, while the tile before it
/// computes: the processor itself does not look beyond a memory page, and of many rows each begins another one.</summary>
internal static unsafe class RowsPrefetch
{
    private const int FloatsOfCacheLine = 16;

    /// <summary>Asks for the first values of each row; they may begin and end within a cache line.</summary>
    /// <param name="stride">From one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ask(float* first, nint stride, int rows, int count)
    {
        for (int row = 0; row < rows && Sse.IsSupported; row++, first += stride)
        {
            for (int i = 0; i < count; i += FloatsOfCacheLine)
            {
                Sse.Prefetch1(first + i);
            }

            Sse.Prefetch1(first + count - 1);
        }
    }
}
