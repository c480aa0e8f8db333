using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>The sums, or means, of a plane's windows: first down the rows that they see, then along the row of column
/// sums.</summary>
internal static unsafe class SumPoolingPlane<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Floats of scratch memory.</summary>
    public static int Scratch => PoolingRow<TShape>.Size + TShape.OutputWidth;

    /// <summary>To be called once for scratch memory.</summary>
    public static void Prepare<TDivisor>(float* scratch)
        where TDivisor : struct, IWindowDivisor
    {
        PoolingRow<TShape>.Clear(scratch, 0);
        WindowDivisors<TShape, TDivisor>.Write(scratch + PoolingRow<TShape>.Size);
    }

    public static void Run<TDivisor, TLanes, TVector>(float* x, float* y, float* scratch)
        where TDivisor : struct, IWindowDivisor
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            var (top, bottom) = PoolingPlan<TShape>.Rows(row);
            float* from = x + (top * TShape.Width);
            float* middle = scratch + TShape.PadLeft;
            if (TShape.Width >= TLanes.Count)
            {
                Down<TLanes, TVector>(from, bottom - top, middle);
            }
            else if (TLanes.Count > 4 && TShape.Width >= 4)
            {
                Down<Lanes128, Vector128<float>>(from, bottom - top, middle);
            }
            else
            {
                Down<LanesScalar, float>(from, bottom - top, middle);
            }

            Along<TLanes, TVector>(scratch, TDivisor.For(bottom - top), y);
            y += TShape.OutputWidth;
        }
    }

    /// <summary>The sum of each column; the last vector overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Down<TLanes, TVector>(float* x, int rows, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int column = 0; column < TShape.Width; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.Width - TLanes.Count);
            TVector sum = TLanes.Broadcast(0);
            for (int row = 0; row < rows; row++)
            {
                sum = TLanes.Add(sum, TLanes.Load(x + (row * TShape.Width) + at));
            }

            TLanes.Store(sums + at, sum);
        }
    }

    private static void Along<TLanes, TVector>(float* sums, float divisor, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (PoolingRow<TShape>.FitsOutput<TLanes, TVector>())
        {
            AlongVectors<TLanes, TVector>(sums, divisor, y);
        }
        else if (TLanes.Count > 4 && PoolingRow<TShape>.FitsFour)
        {
            AlongVectors<Lanes128, Vector128<float>>(sums, divisor, y);
        }
        else
        {
            AlongVectors<LanesScalar, float>(sums, divisor, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongVectors<TLanes, TVector>(float* sums, float divisor, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* divisors = sums + PoolingRow<TShape>.Size;
        TVector divisorOfRows = TLanes.Broadcast(divisor);
        for (int column = 0; column < TShape.OutputWidth; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.OutputWidth - TLanes.Count);
            TVector sum = TLanes.Broadcast(0);
            for (int tap = 0; tap < TShape.WindowWidth; tap += 2)
            {
                var (here, next) = PoolingRow<TShape>.Taps<TLanes, TVector>(sums, at, tap);
                sum = TLanes.Add(sum, here);
                sum = tap + 1 < TShape.WindowWidth ? TLanes.Add(sum, next) : sum;
            }

            TVector pixels = TLanes.Multiply(divisorOfRows, TLanes.Load(divisors + at));
            TLanes.Store(y + at, TLanes.Divide(sum, pixels));
        }
    }
}
