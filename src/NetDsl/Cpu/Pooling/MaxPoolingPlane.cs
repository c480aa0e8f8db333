using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>The maxima of a plane's windows: first down the rows that they see, then along the row of column maxima.
/// All of it in vectors, whatever window and padding; strides up to 2 along the row.</summary>
internal static unsafe class MaxPoolingPlane<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Floats of scratch memory.</summary>
    public static int Scratch => PoolingRow<TShape>.Size;

    /// <summary>To be called once for scratch memory.</summary>
    public static void Prepare(float* scratch) => PoolingRow<TShape>.Clear(scratch, float.NegativeInfinity);

    /// <summary>Rows <paramref name="first"/> to before <paramref name="end"/> of a plane's maxima.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(float* x, float* y, float* scratch, int first, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int row = first; row < end; row++)
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

            Along<TLanes, TVector>(scratch, y + (row * TShape.OutputWidth));
        }
    }

    /// <summary>The maximum of each column; the last vector overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Down<TLanes, TVector>(float* x, int rows, float* maxima)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int column = 0; column < TShape.Width; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.Width - TLanes.Count);
            TVector best = TLanes.Load(x + at);
            for (int row = 1; row < rows; row++)
            {
                best = TLanes.Max(best, TLanes.Load(x + (row * TShape.Width) + at));
            }

            TLanes.Store(maxima + at, best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Along<TLanes, TVector>(float* maxima, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (PoolingRow<TShape>.FitsOutput<TLanes, TVector>())
        {
            AlongVectors<TLanes, TVector>(maxima, y);
        }
        else if (TLanes.Count > 4 && PoolingRow<TShape>.FitsFour)
        {
            AlongVectors<Lanes128, Vector128<float>>(maxima, y);
        }
        else
        {
            AlongVectors<LanesScalar, float>(maxima, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongVectors<TLanes, TVector>(float* maxima, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int column = 0; column < TShape.OutputWidth; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.OutputWidth - TLanes.Count);
            TVector best = TLanes.Broadcast(float.NegativeInfinity);
            for (int tap = 0; tap < TShape.WindowWidth; tap += 2)
            {
                var (here, next) = PoolingRow<TShape>.Taps<TLanes, TVector>(maxima, at, tap);
                best = TLanes.Max(best, here);
                best = tap + 1 < TShape.WindowWidth ? TLanes.Max(best, next) : best;
            }

            TLanes.Store(y + at, best);
        }
    }
}
