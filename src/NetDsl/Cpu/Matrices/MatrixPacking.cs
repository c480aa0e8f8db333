using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Copies parts of matrices into the order in which the product's inner loop reads them.</summary>
internal static unsafe class MatrixPacking
{
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
            CopyLines<TLanes, TVector>(destination, source, width, count, depth, panelDepth, depthStride);
            return;
        }

        for (int line = 0; line < count; line += width)
        {
            TransposeLines(
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeLines(
        float* to, float* from, int width, int lines, int depth, nint lineStride, nint depthStride)
    {
        int line = 0;
        for (; line <= lines - 4 && depthStride == 1; line += 4)
        {
            TransposeFourLines(to + line, from + (line * lineStride), width, depth, lineStride);
        }

        for (; line < lines; line++)
        {
            for (int k = 0; k < depth; k++)
            {
                to[((nint)k * width) + line] = from[(line * lineStride) + (k * depthStride)];
            }
        }
    }

    /// <summary>4×4 at a time, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeFourLines(float* to, float* from, nint width, int depth, nint lineStride)
    {
        float* line1 = from + lineStride;
        float* line2 = line1 + lineStride;
        float* line3 = line2 + lineStride;
        int k = 0;
        for (; k <= depth - 4; k += 4)
        {
            var (even01, odd01) = Lanes128.Deinterleave(Vector128.Load(from + k), Vector128.Load(line1 + k));
            var (even23, odd23) = Lanes128.Deinterleave(Vector128.Load(line2 + k), Vector128.Load(line3 + k));

            // even01 = [0][0], [0][2], [1][0], [1][2] and so on: deinterleaving once more gives the columns
            var (column0, column2) = Lanes128.Deinterleave(even01, even23);
            var (column1, column3) = Lanes128.Deinterleave(odd01, odd23);
            column0.Store(to);
            column1.Store(to + width);
            column2.Store(to + (2 * width));
            column3.Store(to + (3 * width));
            to += 4 * width;
        }

        for (; k < depth; k++)
        {
            to[0] = from[k];
            to[1] = line1[k];
            to[2] = line2[k];
            to[3] = line3[k];
            to += width;
        }
    }
}
