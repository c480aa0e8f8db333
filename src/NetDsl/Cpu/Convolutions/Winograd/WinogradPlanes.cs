using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>What a chunk's tiles see of a channel, zeros around it: rows of pixels, image by image.</summary>
/// <param name="side">Rows, and columns, of pixels that a tile sees.</param>
internal readonly unsafe struct WinogradPlanes(in WinogradSizes sizes, WinogradChunk chunk, WinogradImage source, int side)
{
    private readonly WinogradSizes sizes = sizes;

    /// <summary>Floats of a row: four for each tile, and behind them what the last one sees more.</summary>
    public readonly int Pitch = PitchOf(sizes, side);

    /// <summary>Floats of all rows.</summary>
    public static int Floats(in WinogradSizes sizes, WinogradChunk chunk, int side)
    {
        const int slack = 16;
        int rows = 0;
        for (int row = 0; row < chunk.Rows;)
        {
            WinogradRows part = chunk.Image(sizes, row);
            rows += Rows(part, side);
            row += part.Count;
        }

        return WinogradSizes.RoundUp((rows * PitchOf(sizes, side)) + slack);
    }

    /// <summary>Where each tile's first pixel lies, the first tile's again for what is left of the last vector.</summary>
    public void WritePlaces(int* places, int lanes)
    {
        int count = 0;
        int first = 0;
        for (int row = 0; row < chunk.Rows;)
        {
            WinogradRows part = chunk.Image(sizes, row);
            for (int tileRow = 0; tileRow < part.Count; tileRow++)
            {
                for (int tile = 0; tile < sizes.TilesX; tile++)
                {
                    places[count++] = first + (((tileRow * Pitch) + tile) * WinogradSizes.Tile);
                }
            }

            first += Rows(part, side) * Pitch;
            row += part.Count;
        }

        for (; count % lanes > 0; count++)
        {
            places[count] = places[0];
        }
    }

    /// <summary>Copies a channel's pixels; what lies around them is left as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<TLanes, TVector>(int channel, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int pixels = Math.Min(source.Width, Pitch - source.PadLeft);
        for (int row = 0; row < chunk.Rows;)
        {
            WinogradRows part = chunk.Image(sizes, row);
            float* from = source.Channel(part.Image, channel);
            int y = (part.First * WinogradSizes.Tile) - source.PadTop;
            int rows = Rows(part, side);
            int end = Math.Min(rows, source.Height - y);
            for (int i = Math.Max(0, -y); i < end; i++)
            {
                Copy<TLanes, TVector>(
                    from + ((nint)(y + i) * source.Width), to + ((nint)i * Pitch) + source.PadLeft, pixels);
            }

            to += (nint)rows * Pitch;
            row += part.Count;
        }
    }

    private static int Rows(WinogradRows part, int side) => ((part.Count - 1) * WinogradSizes.Tile) + side;

    private static int PitchOf(in WinogradSizes sizes, int side) =>
        (sizes.TilesX * WinogradSizes.Tile) + (side > WinogradSizes.Tile ? WinogradSizes.Tile : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes, TVector>(float* from, float* to, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(to + i, TLanes.Load(from + i));
        }

        for (; i <= count - Lanes128.Count; i += Lanes128.Count)
        {
            Vector128.Load(from + i).Store(to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
