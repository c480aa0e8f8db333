using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>From gradients of a convolution's output to those of its input: a pixel sums, over filters and taps of its
/// phase, w · dz[q − offset].</summary>
internal readonly unsafe struct OutputSide<TShape> : IConvolutionSide
    where TShape : struct, IConvolutionShape
{
    public static int Groups => TShape.Groups;

    public static int Channels => ConvolutionPlan<TShape>.Filters;

    public static int ChannelSize => ConvolutionPlan<TShape>.OutputPlane;

    public static bool IsDirect => ConvolutionPlan<TShape>.IsDirect;

    public static int PlanesSize =>
        IsDirect ? 0 : ConvolutionPlan<TShape>.Filters * ConvolutionPlan<TShape>.GradientPlane;

    public static int Rows => ConvolutionPlan<TShape>.Channels;

    public static int RowSize => TShape.Height * TShape.Width;

    public static int Phases => ConvolutionPlan<TShape>.PhasesY * ConvolutionPlan<TShape>.PhasesX;

    public static int Depth => ConvolutionPlan<TShape>.Filters * TShape.WindowHeight * TShape.WindowWidth;

    /// <summary>Not where windows leave pixels out, between them or at the lower and right edges.</summary>
    public static bool WritesAll
    {
        get
        {
            int count = 0;
            for (int phase = 0; phase < Phases; phase++)
            {
                count += Phase(phase).Places.Count;
            }

            return count == RowSize;
        }
    }

    public static bool AreWeightsInOrder => false;

    public static WindowPhase Phase(int index)
    {
        int phaseY = index / ConvolutionPlan<TShape>.PhasesX;
        int phaseX = index % ConvolutionPlan<TShape>.PhasesX;
        var (firstRow, endRow) = ConvolutionPlanes<TShape>.Range(
            phaseY, TShape.StrideY, TShape.PadTop, TShape.Height, ConvolutionPlan<TShape>.PlaneRows);
        var (first, end) = ConvolutionPlanes<TShape>.Range(
            phaseX, TShape.StrideX, TShape.PadLeft, TShape.Width, ConvolutionPlan<TShape>.Pitch);
        int row = (firstRow * TShape.StrideY) + phaseY - TShape.PadTop;
        int column = (first * TShape.StrideX) + phaseX - TShape.PadLeft;
        return new WindowPhase
        {
            Source = (firstRow * ConvolutionPlan<TShape>.Pitch) + first,
            Target = (row * TShape.Width) + column,
            Depth = ConvolutionPlan<TShape>.Filters * ConvolutionPlan<TShape>.TapsOfPhase(phaseY, phaseX),
            Places = new WindowPlaces
            {
                Rows = endRow - firstRow,
                Columns = end - first,
                SourceImage = PlanesSize,
                SourceRow = ConvolutionPlan<TShape>.Pitch,
                TargetRow = TShape.StrideY * TShape.Width,
                TargetColumn = TShape.StrideX,
            },
        };
    }

    public static void Fill(float* image, float* planes, int first, int end)
    {
        for (int filter = first; filter < end; filter++)
        {
            ConvolutionPlanes<TShape>.Spread(
                image + ((nint)filter * ChannelSize), planes + ((nint)filter * ConvolutionPlan<TShape>.GradientPlane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteOffsets(int* offsets)
    {
        for (int phase = 0; phase < Phases; phase++)
        {
            for (int filter = 0; filter < Channels; filter++)
            {
                for (int tap = 0; tap < TShape.WindowHeight * TShape.WindowWidth; tap++)
                {
                    if (IsDirect)
                    {
                        *offsets++ = filter * ChannelSize;
                    }
                    else if (IsOfPhase(tap, phase))
                    {
                        *offsets++ = (filter * ConvolutionPlan<TShape>.GradientPlane)
                            + ConvolutionPlan<TShape>.GradientMargin
                            - ConvolutionPlan<TShape>.OffsetInPlane(tap / TShape.WindowWidth, tap % TShape.WindowWidth);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackWeights(float* weights, float* packed, int tile, int tileRows)
    {
        int window = TShape.WindowHeight * TShape.WindowWidth;
        int rows = Math.Min(tileRows, Rows - (tile * tileRows));
        weights += (nint)tile * tileRows * window;
        for (int phase = 0; phase < Phases; phase++)
        {
            int depth = Phase(phase).Depth;
            float* to = packed + ((nint)tile * tileRows * depth);
            if (rows < tileRows)
            {
                new Span<float>(to, tileRows * depth).Clear();
            }

            for (int filter = 0; filter < Channels; filter++)
            {
                float* from = weights + ((nint)filter * Rows * window);
                if (Phases == 1)
                {
                    WindowPacking.PackFilters(to, tileRows, from, rows, window, window);
                    to += window * tileRows;
                    continue;
                }

                for (int tap = 0; tap < window; tap++)
                {
                    if (IsOfPhase(tap, phase))
                    {
                        WindowPacking.PackFilters(to, tileRows, from + tap, rows, window, 1);
                        to += tileRows;
                    }
                }
            }

            packed += (nint)ConvolutionPlan<TShape>.RoundUp(Rows, tileRows) * depth;
        }
    }

    private static bool IsOfPhase(int tap, int phase) =>
        ConvolutionPlan<TShape>.PhaseOfRow(tap / TShape.WindowWidth) == phase / ConvolutionPlan<TShape>.PhasesX
        && ConvolutionPlan<TShape>.PhaseOfColumn(tap % TShape.WindowWidth) == phase % ConvolutionPlan<TShape>.PhasesX;
}
