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
    /// <summary>[phase][channel tile][window row of the phase][filter][column of the phase][channel]</summary>
    private float* weights;

    /// <summary>[phase][window row of the phase][filter][column of the phase]</summary>
    private int* offsets;

    /// <summary>Floats of scratch memory that <see cref="Write"/> fills.</summary>
    public static long Size<TShape>(int tileRows)
        where TShape : struct, IConvolutionShape
    {
        long taps = (long)TShape.Filters * TShape.WindowHeight * TShape.WindowWidth;
        return (taps * ConvolutionPlan<TShape>.RoundUp(TShape.Channels, tileRows)) + taps + 32;
    }

    public void Write<TShape>(float* scratch, float* source, int tileRows)
        where TShape : struct, IConvolutionShape
    {
        weights = scratch;
        int channels = ConvolutionPlan<TShape>.RoundUp(TShape.Channels, tileRows);
        offsets = (int*)(scratch + ((nint)TShape.Filters * TShape.WindowHeight * TShape.WindowWidth * channels));
        float* weight = weights;
        int* offset = offsets;
        for (int phaseY = 0; phaseY < ConvolutionPlan<TShape>.PhasesY; phaseY++)
        {
            for (int phaseX = 0; phaseX < ConvolutionPlan<TShape>.PhasesX; phaseX++)
            {
                WritePhase<TShape>(source, tileRows, phaseY, phaseX, ref weight, ref offset);
            }
        }
    }

    /// <summary>One image's input gradient from its gradient planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Apply<TShape, TTile, TLanes, TVector>(float* gradients, float* results, float* inputGradient)
        where TShape : struct, IConvolutionShape
        where TTile : struct, IConvolutionTile
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // pixels that no window reads
        new Span<float>(inputGradient, ConvolutionPlan<TShape>.InputSize).Clear();

        float* weight = weights;
        int* offset = offsets;
        for (int phaseY = 0; phaseY < ConvolutionPlan<TShape>.PhasesY; phaseY++)
        {
            for (int phaseX = 0; phaseX < ConvolutionPlan<TShape>.PhasesX; phaseX++)
            {
                int depth = TShape.Filters
                    * TapsOfPhase(phaseY, TShape.StrideY, TShape.WindowHeight)
                    * TapsOfPhase(phaseX, TShape.StrideX, TShape.WindowWidth);
                ApplyPhase<TShape, TTile, TLanes, TVector>(
                    gradients, results, inputGradient, weight, offset, depth, phaseY, phaseX);
                weight += (nint)ConvolutionPlan<TShape>.RoundUp(TShape.Channels, TTile.Rows) * depth;
                offset += depth;
            }
        }
    }

    private static int TapsOfPhase(int phase, int stride, int window) => (window - phase + stride - 1) / stride;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WritePhase<TShape>(
        float* source, int tileRows, int phaseY, int phaseX, ref float* weight, ref int* offset)
        where TShape : struct, IConvolutionShape
    {
        int window = TShape.WindowHeight * TShape.WindowWidth;
        for (int tile = 0; tile < TShape.Channels; tile += tileRows)
        {
            for (int row = phaseY; row < TShape.WindowHeight; row += TShape.StrideY)
            {
                for (int filter = 0; filter < TShape.Filters; filter++)
                {
                    for (int column = phaseX; column < TShape.WindowWidth; column += TShape.StrideX)
                    {
                        float* tap = source + ((((nint)filter * TShape.Channels) + tile) * window)
                            + (row * TShape.WindowWidth) + column;
                        for (int i = 0; i < tileRows; i++)
                        {
                            *weight++ = tile + i < TShape.Channels ? tap[(nint)i * window] : 0;
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
        int stride = ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.PlaneSize + 48, 16);
        int tileWidth = TTile.Vectors * TLanes.Count;
        int windowRows = TapsOfPhase(phaseY, TShape.StrideY, TShape.WindowHeight);
        int rowDepth = depth / Math.Max(windowRows, 1);
        for (int tile = 0; tile < TShape.Channels; tile += TTile.Rows)
        {
            for (int q = start; q < end; q += tileWidth)
            {
                // window row t meets the gradient's rows row − t: only those from 0 to OutputHeight − 1 are not zeros
                int first = Math.Clamp((q / pitch) - TShape.OutputHeight + 1, 0, windowRows);
                int last = Math.Min(windowRows - 1, (q + tileWidth - 1) / pitch);
                int skipped = first * rowDepth;
                TTile.Multiply<TLanes, TVector>(
                    Math.Max(0, last - first + 1) * rowDepth, weight + ((nint)skipped * TTile.Rows), offset + skipped,
                    gradients + q, results + q, stride);
            }

            weight += (nint)TTile.Rows * depth;
            int channels = Math.Min(TTile.Rows, TShape.Channels - tile);
            for (int i = 0; i < channels; i++)
            {
                ConvolutionPlanes<TShape>.Unfill(
                    results + ((nint)i * stride),
                    inputGradient + ((nint)(tile + i) * TShape.Height * TShape.Width), phaseY, phaseX);
            }
        }
    }
}
