using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Copies between images and the planes of <see cref="ConvolutionPlan{TShape}"/>.</summary>
internal static unsafe class ConvolutionPlanes<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>A group's channels of one image to their planes, with the zeros of the padding and the slack after the
    /// last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(float* image, float* planes)
    {
        FillChannels(image, planes, ConvolutionPlan<TShape>.Channels);
        planes += ConvolutionPlan<TShape>.PlanesSize - ConvolutionPlan<TShape>.Slack;
        new Span<float>(planes, ConvolutionPlan<TShape>.Slack).Clear();
    }

    /// <summary>Some channels alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillChannels(float* image, float* planes, int channels)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            for (int phaseY = 0; phaseY < ConvolutionPlan<TShape>.PhasesY; phaseY++)
            {
                for (int phaseX = 0; phaseX < ConvolutionPlan<TShape>.PhasesX; phaseX++)
                {
                    FillPlane(image, planes, phaseY, phaseX);
                    planes += ConvolutionPlan<TShape>.PlaneSize;
                }
            }

            image += TShape.Height * TShape.Width;
        }
    }

    /// <summary>The pixels of one phase back from their plane to an image's channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unfill(float* plane, float* channel, int phaseY, int phaseX)
    {
        int pitch = ConvolutionPlan<TShape>.Pitch;
        var (first, end) = Range(phaseX, TShape.StrideX, TShape.PadLeft, TShape.Width, pitch);
        var (firstRow, endRow) = Range(
            phaseY, TShape.StrideY, TShape.PadTop, TShape.Height, ConvolutionPlan<TShape>.PlaneRows);
        for (int row = firstRow; row < endRow; row++)
        {
            float* to = channel
                + (((row * TShape.StrideY) + phaseY - TShape.PadTop) * TShape.Width)
                + (first * TShape.StrideX) + phaseX - TShape.PadLeft;
            float* from = plane + (row * pitch) + first;
            if (TShape.StrideX == 1)
            {
                Copy(from, to, end - first);
                continue;
            }

            for (int i = 0; i < end - first; i++)
            {
                to[i * TShape.StrideX] = from[i];
            }
        }
    }

    /// <summary>Places first … end − 1 of a plane's row (or column) that lie inside the image.</summary>
    public static (int First, int End) Range(int phase, int stride, int pad, int size, int places)
    {
        // place · stride + phase − pad in [0, size)
        int first = Math.Max(0, (pad - phase + stride - 1) / stride);
        int end = Math.Min(places, (size + pad - phase + stride - 1) / stride);
        return (Math.Min(first, places), Math.Max(end, Math.Min(first, places)));
    }

    /// <summary>Rows of an output from the pitch of the planes to its own width; may be in place, as values only move
    /// to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compact(float* from, float* to)
    {
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            Copy(from, to, TShape.OutputWidth);
            from += ConvolutionPlan<TShape>.Pitch;
            to += TShape.OutputWidth;
        }
    }

    /// <summary>One filter's gradient [OutputHeight, OutputWidth] to its plane, zeros in front, between and
    /// after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spread(float* gradient, float* plane)
    {
        new Span<float>(plane, ConvolutionPlan<TShape>.GradientPlane).Clear();
        plane += ConvolutionPlan<TShape>.GradientMargin;
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            Copy(gradient, plane, TShape.OutputWidth);
            plane += ConvolutionPlan<TShape>.Pitch;
            gradient += TShape.OutputWidth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillPlane(float* channel, float* plane, int phaseY, int phaseX)
    {
        int pitch = ConvolutionPlan<TShape>.Pitch;
        var (first, end) = Range(phaseX, TShape.StrideX, TShape.PadLeft, TShape.Width, pitch);
        for (int row = 0; row < ConvolutionPlan<TShape>.PlaneRows; row++)
        {
            int y = (row * TShape.StrideY) + phaseY - TShape.PadTop;
            if (y < 0 || y >= TShape.Height)
            {
                new Span<float>(plane, pitch).Clear();
                plane += pitch;
                continue;
            }

            float* from = channel + (y * TShape.Width) + (first * TShape.StrideX) + phaseX - TShape.PadLeft;
            for (int i = 0; i < first; i++)
            {
                plane[i] = 0;
            }

            if (TShape.StrideX == 1)
            {
                Copy(from, plane + first, end - first);
            }
            else
            {
                Gather(from, plane + first, end - first);
            }

            for (int i = end; i < pitch; i++)
            {
                plane[i] = 0;
            }

            plane += pitch;
        }
    }

    /// <summary>Every StrideX-th value; nothing behind the last one is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* from, float* to, int count)
    {
        int i = 0;
        for (; TShape.StrideX == 2 && i < count - 4; i += 4)
        {
            Lanes128.Deinterleave(Vector128.Load(from + (2 * i)), Vector128.Load(from + (2 * i) + 4)).Even.Store(to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i * TShape.StrideX];
        }
    }

    /// <summary>Short rows: sooner done here than by a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - 8; i += 8)
        {
            Vector256.Load(from + i).Store(to + i);
        }

        if (i <= count - 4)
        {
            Vector128.Load(from + i).Store(to + i);
            i += 4;
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
