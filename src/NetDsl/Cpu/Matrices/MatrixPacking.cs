using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Copies parts of matrices into the order in which the product's inner loop reads them.</summary>
internal static unsafe class MatrixPacking
{
    // lines of a panel of which a depth is too short a run to copy at once
    private const int MostOfNarrow = 12;

    /// <summary>
    /// Packs <paramref name="count"/> lines (rows of the left matrix, columns of the right one) into panels
    /// [line / width][depth][width]; the last panel is filled up with zeros.
    /// </summary>
    /// <param name="lineStride">From one line to the next.</param>
    /// <param name="depthStride">From one element of a line to the next.</param>
    public static void Pack<TLanes, TVector>(
        float* destination, float* source, int width, int count, int depth, nint lineStride, nint depthStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Pack<TLanes, TVector>(destination, source, width, count, depth, depth, lineStride, depthStride);

    /// <summary>The same for a part of the panels' depth.</summary>
    /// <param name="destination">Where the part begins in the first panel.</param>
    /// <param name="panelDepth">Of a whole panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TLanes, TVector>(
        float* destination, float* source, int width, int count, int depth, int panelDepth,
        nint lineStride, nint depthStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int lastLines = count % width;
        if (lastLines != 0)
        {
            new Span<float>(destination + ((nint)(count - lastLines) * panelDepth), width * depth).Clear();
        }

        if (lineStride == 1)
        {
            int narrow = width <= MostOfNarrow && width % 4 == 0 ? count - lastLines : 0;
            for (int line = 0; line < narrow; line += 4)
            {
                float* panel = destination + ((nint)(line / width) * width * panelDepth);
                CopyFourLines(panel + (line % width), source + line, width, depth, depthStride);
            }

            CopyLines<TLanes, TVector>(
                destination + ((nint)narrow * panelDepth), source + narrow, width, count - narrow, depth, panelDepth,
                depthStride);
            return;
        }

        for (int line = 0; line < count; line += width)
        {
            MatrixTransposition.Run(
                destination + ((nint)line * panelDepth), source + (line * lineStride),
                width, Math.Min(width, count - line), depth, lineStride, depthStride);
        }
    }

    /// <summary>All panels' values of one depth, then the next: the source is read in runs as long as they
    /// get.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLines<TLanes, TVector>(
        float* destination, float* source, int width, int count, int depth, int panelDepth, nint depthStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int k = 0; k < depth; k++)
        {
            float* from = source + (k * depthStride);
            for (int first = 0; first < count; first += width)
            {
                float* to = destination + ((nint)first * panelDepth) + ((nint)k * width);
                int lines = Math.Min(width, count - first);
                int line = 0;
                for (; line <= lines - TLanes.Count; line += TLanes.Count)
                {
                    TLanes.Store(to + line, TLanes.Load(from + line));
                }

                for (; line <= lines - Vector128<float>.Count; line += Vector128<float>.Count)
                {
                    Vector128.Load(from + line).Store(to + line);
                }

                for (; line < lines; line++)
                {
                    to[line] = from[line];
                }

                from += width;
            }
        }
    }

    /// <summary>Four lines of a panel: the next ones find the source's cache lines in the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyFourLines(float* to, float* from, nint width, int depth, nint depthStride)
    {
        int k = 0;
        for (; k <= depth - 4; k += 4)
        {
            Vector128<float> depth0 = Vector128.Load(from);
            Vector128<float> depth1 = Vector128.Load(from + depthStride);
            Vector128<float> depth2 = Vector128.Load(from + (2 * depthStride));
            Vector128<float> depth3 = Vector128.Load(from + (3 * depthStride));
            depth0.Store(to);
            depth1.Store(to + width);
            depth2.Store(to + (2 * width));
            depth3.Store(to + (3 * width));
            from += 4 * depthStride;
            to += 4 * width;
        }

        for (; k < depth; k++)
        {
            Vector128.Load(from).Store(to);
            from += depthStride;
            to += width;
        }
    }
}
