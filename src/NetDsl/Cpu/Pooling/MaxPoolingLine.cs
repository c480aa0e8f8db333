using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The maxima of windows where a plane is a <see cref="PoolingLine{TShape}"/>: first along each row of a window,
/// without what lies beyond the row's ends, then of its rows.</summary>
internal static unsafe class MaxPoolingLine<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Floats of scratch memory: lines of values, of the rows' maxima, and of their places.</summary>
    public static int Scratch => 3 * PoolingLine<TShape>.Size;

    /// <summary>Whether it does better than row by row: where a row would not fill a vector.</summary>
    public static bool IsBetter<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => PoolingLine<TShape>.Fits && TShape.Width < TLanes.Count;

    /// <summary>To be called once for scratch memory. Places need no padding: where the value is padding, none is taken.</summary>
    public static void Prepare(float* scratch)
    {
        PoolingLine<TShape>.Pad(scratch, float.NegativeInfinity);
        PoolingLine<TShape>.Pad(scratch + PoolingLine<TShape>.Size, float.NegativeInfinity);
    }

    /// <param name="chosen">Null in inference. Where all of a window is −∞, its own pixel.</param>
    public static void Run<TLanes, TVector>(float* x, float* y, float* chosen, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        PoolingLine<TShape>.Copy(x, scratch);
        float* values = scratch + PoolingLine<TShape>.Margin;
        if (chosen is null)
        {
            Maxima<TLanes, TVector>(values, y);
        }
        else
        {
            MaximaAndPlaces<TLanes, TVector>(values, y, chosen);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Maxima<TLanes, TVector>(float* values, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* rows = values + PoolingLine<TShape>.Size;
        TVector padding = TLanes.Broadcast(float.NegativeInfinity);
        TVector column = PoolingLine<TShape>.Places<TLanes, TVector>(TShape.Width);
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            TVector best = padding;
            for (int tap = -TShape.PadLeft; tap < TShape.WindowWidth - TShape.PadLeft; tap++)
            {
                best = TLanes.Max(best, IfInside<TLanes, TVector>(column, tap, TLanes.Load(values + i + tap), padding));
            }

            TLanes.Store(rows + i, best);
            column = Next<TLanes, TVector>(column);
        }

        rows -= TShape.PadTop * TShape.Width;
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            float* row = rows + i;
            TVector best = TLanes.Load(row);
            for (int tap = 1; tap < TShape.WindowHeight; tap++)
            {
                row += TShape.Width;
                best = TLanes.Max(best, TLanes.Load(row));
            }

            PoolingLine<TShape>.Store<TLanes, TVector>(y, i, best);
        }
    }

    /// <summary>Of equal values the first of the window is chosen, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaximaAndPlaces<TLanes, TVector>(float* values, float* y, float* chosen)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* rows = values + PoolingLine<TShape>.Size;
        TVector padding = TLanes.Broadcast(float.NegativeInfinity);
        TVector column = PoolingLine<TShape>.Places<TLanes, TVector>(TShape.Width);
        TVector own = PoolingLine<TShape>.Places<TLanes, TVector>(TLanes.Count);
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            TVector best = padding;
            TVector place = own;
            for (int tap = -TShape.PadLeft; tap < TShape.WindowWidth - TShape.PadLeft; tap++)
            {
                TVector value = IfInside<TLanes, TVector>(column, tap, TLanes.Load(values + i + tap), padding);
                place = TLanes.IfLess(best, value, TLanes.Add(own, TLanes.Broadcast(tap)), place);
                best = TLanes.Max(best, value);
            }

            TLanes.Store(rows + i, best);
            TLanes.Store(rows + PoolingLine<TShape>.Size + i, place);
            column = Next<TLanes, TVector>(column);
            own = TLanes.Add(own, TLanes.Broadcast(TLanes.Count));
        }

        Below<TLanes, TVector>(rows, y, chosen);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Below<TLanes, TVector>(float* rows, float* y, float* chosen)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* rest = stackalloc float[TLanes.Count];
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            TVector best = TLanes.Broadcast(float.NegativeInfinity);
            TVector place = TLanes.Load(rows + PoolingLine<TShape>.Size + i);
            float* row = rows + i - (TShape.PadTop * TShape.Width);
            for (int tap = 0; tap < TShape.WindowHeight; tap++)
            {
                TVector value = TLanes.Load(row);
                place = TLanes.IfLess(best, value, TLanes.Load(row + PoolingLine<TShape>.Size), place);
                best = TLanes.Max(best, value);
                row += TShape.Width;
            }

            PoolingLine<TShape>.Store<TLanes, TVector>(y, i, best);
            if (i + TLanes.Count <= PoolingPlan<TShape>.InputPlane)
            {
                TLanes.StoreIntegers(chosen + i, place);
            }
            else
            {
                TLanes.StoreIntegers(rest, place);
                PoolingLine<TShape>.Store<TLanes, TVector>(chosen, i, TLanes.Load(rest));
            }
        }
    }

    /// <summary>What a window sees <paramref name="tap"/> columns to the right of its output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector IfInside<TLanes, TVector>(TVector column, int tap, TVector inside, TVector outside)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => tap < 0
        ? TLanes.IfLess(column, TLanes.Broadcast(-tap), outside, inside)
        : TLanes.IfLess(column, TLanes.Broadcast(TShape.Width - tap), inside, outside);

    /// <summary>The columns of the next vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Next<TLanes, TVector>(TVector column)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector width = TLanes.Broadcast(TShape.Width);
        column = TLanes.Add(column, TLanes.Broadcast(TLanes.Count % TShape.Width));
        return TLanes.IfLess(column, width, column, TLanes.Subtract(column, width));
    }
}
