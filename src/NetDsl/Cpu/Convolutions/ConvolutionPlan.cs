using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// How a convolution becomes sums over flat planes. Each channel is copied into planes with the zeros of the padding in
/// place; a stride s parts it into s × s phase planes, of the pixels whose coordinates have the same remainder. With
/// the
/// planes' rows one after the other, Pitch wide, output p = row · Pitch + column reads tap k at Offset(k) + p,
/// whatever p:
/// long runs of neighbouring values. The Pitch − OutputWidth places between rows are computed and dropped. All of this
/// is of one group, as if it were a convolution of its own.
/// </summary>
internal static class ConvolutionPlan<TShape>
    where TShape : struct, IConvolutionShape
{
    private const int ManyFilters = 40;

    private const int ManyTaps = 64;

    /// <summary>An image's own.</summary>
    private const int FewChannels = 4;

    /// <summary>Zeros after the last plane, so that whole tiles can be read there.</summary>
    public const int Slack = 64;

    /// <summary>Whether <see cref="ConvolutionBlocks"/> do better than <see cref="FlatConvolution"/>: where each value
    /// is used so often that it is worth packing, and the sums are long.</summary>
    public static bool IsLarge => Filters >= ManyFilters && Taps >= ManyTaps;

    /// <summary>Whether they do so forward: the planes of few channels stay in the first caches, and packing what windows see
    /// of them takes longer than it saves.</summary>
    public static bool IsLargeForward => IsLarge && Channels > FewChannels;

    /// <summary>Whether an output's place sees the same place of each channel: a window of one pixel, all over the
    /// image.</summary>
    public static bool IsDirect =>
        TShape.WindowHeight * TShape.WindowWidth * TShape.StrideY * TShape.StrideX == 1
        && TShape.PadTop == 0 && TShape.PadLeft == 0
        && TShape.OutputHeight == TShape.Height && TShape.OutputWidth == TShape.Width;

    /// <summary>Channels of the group.</summary>
    public static int Channels => TShape.Channels / TShape.Groups;

    /// <summary>Filters of the group.</summary>
    public static int Filters => TShape.Filters / TShape.Groups;

    /// <summary>Rows from the window's first to its last.</summary>
    public static int LastRow => (TShape.WindowHeight - 1) * TShape.DilationY;

    /// <summary>Columns from the window's first to its last.</summary>
    public static int LastColumn => (TShape.WindowWidth - 1) * TShape.DilationX;

    public static int PhasesY => Math.Min(TShape.StrideY, LastRow + 1);

    public static int PhasesX => Math.Min(TShape.StrideX, LastColumn + 1);

    public static int Pitch => TShape.OutputWidth + (LastColumn / TShape.StrideX);

    public static int PlaneRows => TShape.OutputHeight + (LastRow / TShape.StrideY);

    public static int PlaneSize => PlaneRows * Pitch;

    /// <summary>Floats of one channel's planes.</summary>
    public static int PlanesOfChannel => PhasesY * PhasesX * PlaneSize;

    /// <summary>Floats of an image's planes, for the group.</summary>
    public static int PlanesSize => (Channels * PlanesOfChannel) + Slack;

    /// <summary>Weights of one filter.</summary>
    public static int Taps => Channels * TShape.WindowHeight * TShape.WindowWidth;

    /// <summary>Places p of the output, the dropped ones between its rows among them.</summary>
    public static int OutputSpan => ((TShape.OutputHeight - 1) * Pitch) + TShape.OutputWidth;

    /// <summary>The largest tap offset within a plane.</summary>
    public static int Reach => PlaneSize - OutputSpan;

    /// <summary>Weights of the group.</summary>
    public static int Weights => Filters * Taps;

    /// <summary>Values of the group in an input image.</summary>
    public static int InputSize => Channels * TShape.Height * TShape.Width;

    /// <summary>Values of an output channel.</summary>
    public static int OutputPlane => TShape.OutputHeight * TShape.OutputWidth;

    /// <summary>Values of the group in an output image.</summary>
    public static int OutputSize => Filters * OutputPlane;

    /// <summary>Multiply-adds of the group for one image.</summary>
    public static long Cost => (long)OutputSize * Taps;

    /// <summary>Where gradient planes keep zeros in front: their own reach, rounded to a cache line.</summary>
    public static int GradientMargin => RoundUp(Reach, 16);

    /// <summary>Floats of one filter's gradient plane: zeros, OutputSpan places, zeros.</summary>
    public static int GradientPlane => GradientMargin + RoundUp(OutputSpan + Reach + Slack, 16);

    /// <summary>Where tap (row, column) of the window lies within its phase plane.</summary>
    public static int OffsetInPlane(int row, int column) =>
        (row * TShape.DilationY / TShape.StrideY * Pitch) + (column * TShape.DilationX / TShape.StrideX);

    /// <summary>The row of phase planes in which the window's row lies.</summary>
    public static int PhaseOfRow(int row) => row * TShape.DilationY % TShape.StrideY;

    /// <summary>The column of phase planes in which the window's column lies.</summary>
    public static int PhaseOfColumn(int column) => column * TShape.DilationX % TShape.StrideX;

    /// <summary>Rows of the window in a row of phase planes, times columns in a column.</summary>
    public static int TapsOfPhase(int phaseY, int phaseX)
    {
        int rows = 0;
        int columns = 0;
        for (int row = 0; row < TShape.WindowHeight; row++)
        {
            rows += PhaseOfRow(row) == phaseY ? 1 : 0;
        }

        for (int column = 0; column < TShape.WindowWidth; column++)
        {
            columns += PhaseOfColumn(column) == phaseX ? 1 : 0;
        }

        return rows * columns;
    }

    /// <summary>The taps' offsets from the first plane's start, [Channels, WindowHeight, WindowWidth].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void WriteOffsets(int* offsets)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int row = 0; row < TShape.WindowHeight; row++)
            {
                for (int column = 0; column < TShape.WindowWidth; column++)
                {
                    int phase = (PhaseOfRow(row) * PhasesX) + PhaseOfColumn(column);
                    int plane = (channel * PhasesY * PhasesX) + phase;
                    *offsets++ = (plane * PlaneSize) + OffsetInPlane(row, column);
                }
            }
        }
    }

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
