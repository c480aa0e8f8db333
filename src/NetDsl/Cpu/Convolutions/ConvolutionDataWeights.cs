using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// The weights and offsets of the gradient by the input, for each phase of the stride: a pixel of phase (y, x) is
/// read by
/// the taps whose row and column have these remainders, so that its gradient is again a sum over flat planes, now
/// those of
/// the filters' gradients: Σ over filters and taps of w · dz[q − offset].
/// </summary>
internal unsafe struct ConvolutionDataWeights
{
    /// <summary>[group][phase][channel tile][window row of the phase][filter][column of the phase][channel]</summary>
    private float* weights;

    /// <summary>Of every group: [phase][window row of the phase][filter][column of the phase]</summary>
    private int* offsets;

    /// <summary>Floats of scratch memory that <see cref="Write"/> fills.</summary>
    public static long Size<TShape>(int tileRows)
        where TShape : struct, IConvolutionShape
    {
        long taps = TapsOfChannel<TShape>();
        return (TShape.Groups * WeightsOfGroup<TShape>(tileRows)) + taps + 32;
    }

    public void Write<TShape>(float* scratch, float* source, int tileRows)
        where TShape : struct, IConvolutionShape
    {
        weights = scratch;
        offsets = (int*)(scratch + (nint)(TShape.Groups * WeightsOfGroup<TShape>(tileRows)));
        float* weight = weights;
        for (int group = 0; group < TShape.Groups; group++)
        {
            int* offset = offsets;
            for (int phaseY = 0; phaseY < ConvolutionPlan<TShape>.PhasesY; phaseY++)
            {
                for (int phaseX = 0; phaseX < ConvolutionPlan<TShape>.PhasesX; phaseX++)
                {
                    WritePhase<TShape>(source, tileRows, phaseY, phaseX, ref weight, ref offset);
                }
            }

            source += ConvolutionPlan<TShape>.Weights;
        }
    }

    /// <summary>A group's part of one image's input gradient from its gradient planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Apply<TShape, TTile, TLanes, TVector>(
        int group, float* gradients, float* results, float* inputGradient)
        where TShape : struct, IConvolutionShape
        where TTile : struct, IConvolutionTile
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // pixels that no window reads
        new Span<float>(inputGradient, ConvolutionPlan<TShape>.InputSize).Clear();

        float* weight = weights + (nint)(group * WeightsOfGroup<TShape>(TTile.Rows));
        int* offset = offsets;
        for (int phaseY = 0; phaseY < ConvolutionPlan<TShape>.PhasesY; phaseY++)
        {
            for (int phaseX = 0; phaseX < ConvolutionPlan<TShape>.PhasesX; phaseX++)
            {
                int depth = ConvolutionPlan<TShape>.Filters
                    * TapsOfPhase(phaseY, TShape.StrideY, TShape.DilationY, TShape.WindowHeight)
                    * TapsOfPhase(phaseX, TShape.StrideX, TShape.DilationX, TShape.WindowWidth);
                ApplyPhase<TShape, TTile, TLanes, TVector>(
                    gradients, results, inputGradient, weight, offset, depth, phaseY, phaseX);
                weight += (nint)ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.Channels, TTile.Rows) * depth;
                offset += depth;
            }
        }
    }

    /// <summary>Rows of the window whose distance from the first is phase, modulo the stride.</summary>
    private static int TapsOfPhase(int phase, int stride, int dilation, int window)
    {
        int taps = 0;
        for (int tap = 0; tap < window; tap++)
        {
            taps += tap * dilation % stride == phase ? 1 : 0;
        }

        return taps;
    }

    /// <summary>How far up a plane the phase's first row of the window lies, and each of the next from the one
    /// before.</summary>
    private static (int Nearest, int Step) RowsOfPhase<TShape>(int phase)
        where TShape : struct, IConvolutionShape
    {
        int nearest = -1;
        for (int row = 0; row < TShape.WindowHeight; row++)
        {
            if (ConvolutionPlan<TShape>.PhaseOfRow(row) != phase)
            {
                continue;
            }

            int place = row * TShape.DilationY / TShape.StrideY;
            if (nearest >= 0)
            {
                return (nearest, place - nearest);
            }

            nearest = place;
        }

        return (Math.Max(nearest, 0), 1);
    }

    private static int StepsTo(int distance, int step) => distance <= 0 ? 0 : distance / step;

    /// <summary>Weights that one channel's pixels meet.</summary>
    private static long TapsOfChannel<TShape>()
        where TShape : struct, IConvolutionShape =>
        (long)ConvolutionPlan<TShape>.Filters * TShape.WindowHeight * TShape.WindowWidth;

    private static long WeightsOfGroup<TShape>(int tileRows)
        where TShape : struct, IConvolutionShape =>
        TapsOfChannel<TShape>() * ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.Channels, tileRows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WritePhase<TShape>(
        float* source, int tileRows, int phaseY, int phaseX, ref float* weight, ref int* offset)
        where TShape : struct, IConvolutionShape
    {
        int window = TShape.WindowHeight * TShape.WindowWidth;
        int channels = ConvolutionPlan<TShape>.Channels;
        for (int tile = 0; tile < channels; tile += tileRows)
        {
            for (int row = 0; row < TShape.WindowHeight; row++)
            {
                for (int filter = 0; filter < ConvolutionPlan<TShape>.Filters; filter++)
                {
                    for (int column = 0; column < TShape.WindowWidth; column++)
                    {
                        if (ConvolutionPlan<TShape>.PhaseOfRow(row) != phaseY
                            || ConvolutionPlan<TShape>.PhaseOfColumn(column) != phaseX)
                        {
                            continue;
                        }

                        float* tap = source + ((((nint)filter * channels) + tile) * window)
                            + (row * TShape.WindowWidth) + column;
                        for (int i = 0; i < tileRows; i++)
                        {
                            *weight++ = tile + i < channels ? tap[(nint)i * window] : 0;
                        }

                        if (tile == 0)
                        {
                            *offset++ = (filter * ConvolutionPlan<TShape>.GradientPlane)
                                + ConvolutionPlan<TShape>.GradientMargin
                                - ConvolutionPlan<TShape>.OffsetInPlane(row, column);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyPhase<TShape, TTile, TLanes, TVector>(
        float* gradients, float* results, float* inputGradient,
        float* weight, int* offset, int depth, int phaseY, int phaseX)
        where TShape : struct, IConvolutionShape
        where TTile : struct, IConvolutionTile
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // only the plane's rows that lie inside the image
        int pitch = ConvolutionPlan<TShape>.Pitch;
        var (firstRow, endRow) = ConvolutionPlanes<TShape>.Range(
            phaseY, TShape.StrideY, TShape.PadTop, TShape.Height, ConvolutionPlan<TShape>.PlaneRows);
        int start = firstRow * pitch;
        int end = endRow * pitch;
        int stride = ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.PlaneSize + ConvolutionPlan<TShape>.Slack, 16);
        int tileWidth = TTile.Vectors * TLanes.Count;
        int windowRows = TapsOfPhase(phaseY, TShape.StrideY, TShape.DilationY, TShape.WindowHeight);
        int rowDepth = depth / Math.Max(windowRows, 1);
        var (nearest, step) = RowsOfPhase<TShape>(phaseY);
        for (int tile = 0; tile < ConvolutionPlan<TShape>.Channels; tile += TTile.Rows)
        {
            for (int q = start; q < end; q += tileWidth)
            {
                // the window's row t meets the gradient's row − nearest − t · step: a zero outside 0 … OutputHeight − 1
                int first = Math.Min(windowRows, StepsTo((q / pitch) - TShape.OutputHeight + 1 - nearest + step - 1, step));
                int last = Math.Min(windowRows, StepsTo(((q + tileWidth - 1) / pitch) - nearest + step, step)) - 1;
                int skipped = first * rowDepth;
                TTile.Multiply<TLanes, TVector>(
                    Math.Max(0, last - first + 1) * rowDepth, weight + ((nint)skipped * TTile.Rows), offset + skipped,
                    gradients + q, results + q, stride);
            }

            weight += (nint)TTile.Rows * depth;
            int channels = Math.Min(TTile.Rows, ConvolutionPlan<TShape>.Channels - tile);
            for (int i = 0; i < channels; i++)
            {
                ConvolutionPlanes<TShape>.Unfill(
                    results + ((nint)i * stride),
                    inputGradient + ((nint)(tile + i) * TShape.Height * TShape.Width), phaseY, phaseX);
            }
        }
    }
}
