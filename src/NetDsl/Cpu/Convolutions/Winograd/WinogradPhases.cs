using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Rows of an image, parted into four phases, of the pixels whose columns have the same remainder by four, zeros
/// outside the image: what tiles see lies side by side, a tile a value.</summary>
/// <param name="pitch">Floats of a row of one phase.</param>
internal readonly unsafe struct WinogradPhases(int pitch, WinogradImage source)
{
    public const int Phases = WinogradSizes.Tile;

    /// <summary>Floats of so many rows, and of a line that they are parted from.</summary>
    public static int Floats(in WinogradSizes sizes, int rows) => ((rows * Phases) + Phases) * sizes.PhasePitch;

    /// <summary>Parts rows of a channel.</summary>
    /// <param name="firstRow">The first, counted from the first row of padding.</param>
    /// <param name="to">[row][phase][pitch], and room for a line.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<TLanes, TVector>(float* channel, int firstRow, int rows, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        (int width, int padLeft) = (source.Width, source.PadLeft);
        float* line = to + ((nint)rows * Phases * pitch);
        new Span<float>(line, Phases * pitch).Clear();
        int pixels = Math.Min(width, (Phases * pitch) - padLeft);
        for (int row = 0; row < rows; row++)
        {
            int y = firstRow + row - source.PadTop;
            if (y < 0 || y >= source.Height)
            {
                new Span<float>(to, Phases * pitch).Clear();
            }
            else
            {
                new Span<float>(channel + ((nint)y * width), pixels).CopyTo(new Span<float>(line + padLeft, pixels));
                Part<TLanes, TVector>(line, to);
            }

            to += Phases * pitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Part<TLanes, TVector>(float* line, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < pitch; i += TLanes.Count)
        {
            float* from = line + (Phases * i);
            var (even, odd) = TLanes.Deinterleave(TLanes.Load(from), TLanes.Load(from + TLanes.Count));
            var (nextEven, nextOdd) = TLanes.Deinterleave(
                TLanes.Load(from + (2 * TLanes.Count)), TLanes.Load(from + (3 * TLanes.Count)));
            var (first, third) = TLanes.Deinterleave(even, nextEven);
            var (second, fourth) = TLanes.Deinterleave(odd, nextOdd);
            TLanes.Store(to + i, first);
            TLanes.Store(to + pitch + i, second);
            TLanes.Store(to + (2 * pitch) + i, third);
            TLanes.Store(to + (3 * pitch) + i, fourth);
        }
    }
}
