using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>Packs lines that lie one behind the other in memory side by side.</summary>
internal static unsafe class MatrixTransposition
{
    /// <summary>to [depth][width] = from [line][depth].</summary>
    /// <param name="width">From one depth's values to the next's; of them the first <paramref name="lines"/> are
    /// written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* to, float* from, int width, int lines, int depth, nint lineStride, nint depthStride)
    {
        int line = 0;
        for (; line <= lines - 8 && depthStride == 1 && Avx.IsSupported; line += 8)
        {
            TransposeEightLines(to + line, from + (line * lineStride), width, depth, lineStride);
        }

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

    /// <summary>8×8 at a time, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeEightLines(float* to, float* from, nint width, int depth, nint lineStride)
    {
        float* upper = from + (4 * lineStride);
        int k = 0;
        for (; k <= depth - 8; k += 8)
        {
            TransposeFourDepths(to, from + k, upper + k, width, lineStride);
            TransposeFourDepths(to + (4 * width), from + k + 4, upper + k + 4, width, lineStride);
            to += 8 * width;
        }

        for (; k < depth; k++)
        {
            for (int line = 0; line < 8; line++)
            {
                to[line] = from[(line * lineStride) + k];
            }

            to += width;
        }
    }

    /// <summary>Four depths of eight lines: of a vector's halves the lower has lines 0 … 3, the upper lines
    /// 4 … 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFourDepths(float* to, float* lower, float* upper, nint width, nint lineStride)
    {
        Vector256<float> lines04 = Halves(lower, upper);
        Vector256<float> lines15 = Halves(lower + lineStride, upper + lineStride);
        Vector256<float> lines26 = Halves(lower + (2 * lineStride), upper + (2 * lineStride));
        Vector256<float> lines37 = Halves(lower + (3 * lineStride), upper + (3 * lineStride));

        // pairs of lines 0 and 1 of depths 0 and 1, then of depths 2 and 3; so of lines 2 and 3
        Vector256<float> low01 = Avx.UnpackLow(lines04, lines15);
        Vector256<float> high01 = Avx.UnpackHigh(lines04, lines15);
        Vector256<float> low23 = Avx.UnpackLow(lines26, lines37);
        Vector256<float> high23 = Avx.UnpackHigh(lines26, lines37);
        Avx.Shuffle(low01, low23, 0b01_00_01_00).Store(to);
        Avx.Shuffle(low01, low23, 0b11_10_11_10).Store(to + width);
        Avx.Shuffle(high01, high23, 0b01_00_01_00).Store(to + (2 * width));
        Avx.Shuffle(high01, high23, 0b11_10_11_10).Store(to + (3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* lower, float* upper) =>
        Vector256.Create(Vector128.Load(lower), Vector128.Load(upper));

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
            var (column0, column1, column2, column3) = Lanes128.Transpose(
                Vector128.Load(from + k), Vector128.Load(line1 + k), Vector128.Load(line2 + k), Vector128.Load(line3 + k));
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
