using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// How a convolution becomes sums over flat planes. Each channel is copied into planes with the zeros of the padding in
/// place; a stride s parts it into s × s phase planes, of the pixels whose coordinates have the same remainder. With
/// the
/// planes' rows one after the other, Pitch wide, output p = row · Pitch + column reads tap k at Offset(k) + p,
/// whatever p:
/// long runs of neighbouring values. The Pitch − OutputWidth places between rows are computed and dropped.
/// </summary>
internal static class ConvolutionPlan<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Zeros after the last plane, so that whole tiles can be read there.</summary>
    public const int Slack = 64;

    public static int PhasesY => Math.Min(TShape.StrideY, TShape.WindowHeight);

    public static int PhasesX => Math.Min(TShape.StrideX, TShape.WindowWidth);

    public static int Pitch => TShape.OutputWidth + ((TShape.WindowWidth - 1) / TShape.StrideX);

    public static int PlaneRows => TShape.OutputHeight + ((TShape.WindowHeight - 1) / TShape.StrideY);

    public static int PlaneSize => PlaneRows * Pitch;

    public static int Planes => TShape.Channels * PhasesY * PhasesX;

    /// <summary>Floats of an image's planes.</summary>
    public static int PlanesSize => (Planes * PlaneSize) + Slack;

    /// <summary>Weights of one filter.</summary>
    public static int Taps => TShape.Channels * TShape.WindowHeight * TShape.WindowWidth;

    /// <summary>Places p of the output, the dropped ones between its rows among them.</summary>
    public static int OutputSpan => ((TShape.OutputHeight - 1) * Pitch) + TShape.OutputWidth;

    /// <summary>The largest tap offset within a plane.</summary>
    public static int Reach => PlaneSize - OutputSpan;

    /// <summary>Values of an input image.</summary>
    public static int InputSize => TShape.Channels * TShape.Height * TShape.Width;

    /// <summary>Values of an output channel.</summary>
    public static int OutputPlane => TShape.OutputHeight * TShape.OutputWidth;

    /// <summary>Values of an output image.</summary>
    public static int OutputSize => TShape.Filters * OutputPlane;

    /// <summary>Multiply-adds of one image.</summary>
    public static long Cost => (long)OutputSize * Taps;

    /// <summary>Where gradient planes keep zeros in front: their own reach, rounded to a cache line.</summary>
    public static int GradientMargin => RoundUp(Reach, 16);

    /// <summary>Floats of one filter's gradient plane: zeros, OutputSpan places, zeros.</summary>
    public static int GradientPlane => GradientMargin + RoundUp(OutputSpan + Reach + Slack, 16);

    /// <summary>Where tap (row, column) of the window lies within its phase plane.</summary>
    public static int OffsetInPlane(int row, int column) =>
        (row / TShape.StrideY * Pitch) + (column / TShape.StrideX);

    /// <summary>The taps' offsets from the first plane's start, [Channels, WindowHeight, WindowWidth].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void WriteOffsets(int* offsets)
    {
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            for (int row = 0; row < TShape.WindowHeight; row++)
            {
                for (int column = 0; column < TShape.WindowWidth; column++)
                {
                    int phase = (row % TShape.StrideY * PhasesX) + (column % TShape.StrideX);
                    int plane = (channel * PhasesY * PhasesX) + phase;
                    *offsets++ = (plane * PlaneSize) + OffsetInPlane(row, column);
                }
            }
        }
    }

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
