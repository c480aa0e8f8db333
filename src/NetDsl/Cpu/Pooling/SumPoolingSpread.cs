using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Sum and average pooling's way back over a plane: each row of the input's gradient is the sum over the rows
/// of outputs that saw it, each output at the place where its window starts, and of those over a window's
/// width.</summary>
internal static unsafe class SumPoolingSpread<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Narrower planes are done before vectors are ready.</summary>
    private const int LeastForVectors = 32;

    /// <summary>Floats of scratch memory: outputs at their places, their sums, divisors.</summary>
    public static int Scratch => Starts + (2 * TShape.OutputWidth);

    /// <summary>Places where windows start, from a window's width before the first pixel on.</summary>
    private static int Starts =>
        TShape.WindowWidth + Math.Max(
            TShape.PadLeft + TShape.Width, ((TShape.OutputWidth - 1) * TShape.StrideX) + TShape.WindowWidth);

    /// <summary>To be called once for scratch memory.</summary>
    public static void Prepare<TDivisor>(float* scratch)
        where TDivisor : struct, IWindowDivisor
    {
        new Span<float>(scratch, Starts).Clear();
        WindowDivisors<TShape, TDivisor>.Write(scratch + Starts);
    }

    public static void Run<TDivisor, TLanes, TVector>(float* dx, float* dy, float* scratch)
        where TDivisor : struct, IWindowDivisor
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (PoolingPlan<TShape>.IsGlobal)
        {
            int pixels = PoolingPlan<TShape>.InputPlane;
            new Span<float>(dx, pixels).Fill(*dy / TDivisor.For(pixels));
            return;
        }

        if (PoolingPlan<TShape>.IsHalving && TShape.OutputWidth < LeastForVectors)
        {
            Double<TDivisor>(dx, dy);
            return;
        }

        var (lastFirst, lastEnd) = (-1, -1);
        for (int row = 0; row < TShape.Height; row++)
        {
            var (first, end) = Covering(row);
            if ((first, end) == (lastFirst, lastEnd))
            {
                new Span<float>(dx - TShape.Width, TShape.Width).CopyTo(new Span<float>(dx, TShape.Width));
            }
            else
            {
                Gather<TDivisor, TLanes, TVector>(dy, first, end, scratch);
                Along<TLanes, TVector>(scratch + TShape.PadLeft, dx);
            }

            (lastFirst, lastEnd) = (first, end);
            dx += TShape.Width;
        }
    }

    /// <summary>Each output to its four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double<TDivisor>(float* dx, float* dy)
        where TDivisor : struct, IWindowDivisor
    {
        if (2 * TShape.OutputHeight < TShape.Height || 2 * TShape.OutputWidth < TShape.Width)
        {
            new Span<float>(dx, PoolingPlan<TShape>.InputPlane).Clear();
        }

        float factor = 1 / (TDivisor.For(2) * TDivisor.For(2));
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            float* lower = dx + TShape.Width;
            for (int column = 0; column < TShape.OutputWidth; column++)
            {
                float gradient = dy[column] * factor;
                dx[2 * column] = gradient;
                dx[(2 * column) + 1] = gradient;
                lower[2 * column] = gradient;
                lower[(2 * column) + 1] = gradient;
            }

            dx += 2 * TShape.Width;
            dy += TShape.OutputWidth;
        }
    }

    /// <summary>The rows of outputs whose windows see a row of the input.</summary>
    private static (int First, int End) Covering(int row)
    {
        int place = row + TShape.PadTop;
        int first = place < TShape.WindowHeight ? 0 : ((place - TShape.WindowHeight) / TShape.StrideY) + 1;
        return (first, Math.Min((place / TShape.StrideY) + 1, TShape.OutputHeight));
    }

    /// <summary>The sums of the rows of outputs, each at the place where its window starts.</summary>
    private static void Gather<TDivisor, TLanes, TVector>(float* dy, int first, int end, float* scratch)
        where TDivisor : struct, IWindowDivisor
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* divisors = scratch + Starts;
        float* sums = divisors + TShape.OutputWidth;
        new Span<float>(sums, TShape.OutputWidth).Clear();
        for (int row = first; row < end; row++)
        {
            var (top, bottom) = PoolingPlan<TShape>.Rows(row);
            Elementwise.AddScaled<TLanes, TVector>(
                sums, dy + (row * TShape.OutputWidth), 1 / TDivisor.For(bottom - top), TShape.OutputWidth);
        }

        Elementwise.Divide<TLanes, TVector>(sums, divisors, TShape.OutputWidth);
        float* starts = scratch + TShape.WindowWidth - 1;
        for (int column = 0; column < TShape.OutputWidth; column++)
        {
            starts[column * TShape.StrideX] = sums[column];
        }
    }

    private static void Along<TLanes, TVector>(float* starts, float* dx)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TShape.Width >= TLanes.Count)
        {
            AlongVectors<TLanes, TVector>(starts, dx);
        }
        else
        {
            AlongVectors<LanesScalar, float>(starts, dx);
        }
    }

    /// <summary>The sum over the windows that start up to a width before a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongVectors<TLanes, TVector>(float* starts, float* dx)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int column = 0; column < TShape.Width; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.Width - TLanes.Count);
            TVector sum = TLanes.Load(starts + at);
            for (int tap = 1; tap < TShape.WindowWidth; tap++)
            {
                sum = TLanes.Add(sum, TLanes.Load(starts + at + tap));
            }

            TLanes.Store(dx + at, sum);
        }
    }
}
