using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>As <see cref="MaxPoolingPlane{TShape}"/>, with the place of each maximum: of equal ones the first in its
/// window, row by row. Places travel as floats beside the values.</summary>
internal static unsafe class MaxPoolingChoice<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Of the padding: behind every pixel.</summary>
    private const float Nowhere = 1e9f;

    /// <summary>Floats of scratch memory.</summary>
    public static int Scratch => 2 * PoolingRow<TShape>.Size;

    /// <summary>To be called once for scratch memory.</summary>
    public static void Prepare(float* scratch)
    {
        PoolingRow<TShape>.Clear(scratch, float.NegativeInfinity);
        PoolingRow<TShape>.Clear(scratch + PoolingRow<TShape>.Size, Nowhere);
    }

    /// <summary>Rows <paramref name="first"/> to before <paramref name="end"/> of a plane's maxima.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(float* x, float* y, float* chosen, float* scratch, int first, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* places = scratch + PoolingRow<TShape>.Size;
        for (int row = first; row < end; row++)
        {
            var (top, bottom) = PoolingPlan<TShape>.Rows(row);
            float* middle = scratch + TShape.PadLeft;
            if (TShape.Width >= TLanes.Count)
            {
                Down<TLanes, TVector>(x, top, bottom, middle, places + TShape.PadLeft);
            }
            else if (TLanes.Count > 4 && TShape.Width >= 4)
            {
                Down<Lanes128, Vector128<float>>(x, top, bottom, middle, places + TShape.PadLeft);
            }
            else
            {
                Down<LanesScalar, float>(x, top, bottom, middle, places + TShape.PadLeft);
            }

            int done = row * TShape.OutputWidth;
            Along<TLanes, TVector>(scratch, places, y + done, chosen + done);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Down<TLanes, TVector>(float* x, int top, int bottom, float* maxima, float* places)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* counted = stackalloc float[TLanes.Count];
        for (int i = 0; i < TLanes.Count; i++)
        {
            counted[i] = i;
        }

        TVector lanes = TLanes.Load(counted);
        for (int column = 0; column < TShape.Width; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.Width - TLanes.Count);
            int first = (top * TShape.Width) + at;
            TVector best = TLanes.Load(x + first);
            TVector place = TLanes.Add(lanes, TLanes.Broadcast(first));
            TVector chosen = place;
            for (int row = top + 1; row < bottom; row++)
            {
                place = TLanes.Add(place, TLanes.Broadcast(TShape.Width));
                TVector value = TLanes.Load(x + (row * TShape.Width) + at);
                chosen = TLanes.IfLess(best, value, place, chosen);
                best = TLanes.Max(best, value);
            }

            TLanes.Store(maxima + at, best);
            TLanes.Store(places + at, chosen);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Along<TLanes, TVector>(float* maxima, float* places, float* y, float* chosen)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (PoolingRow<TShape>.FitsOutput<TLanes, TVector>())
        {
            AlongVectors<TLanes, TVector>(maxima, places, y, chosen);
        }
        else if (TLanes.Count > 4 && PoolingRow<TShape>.FitsFour)
        {
            AlongVectors<Lanes128, Vector128<float>>(maxima, places, y, chosen);
        }
        else
        {
            AlongVectors<LanesScalar, float>(maxima, places, y, chosen);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongVectors<TLanes, TVector>(float* maxima, float* places, float* y, float* chosen)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int column = 0; column < TShape.OutputWidth; column += TLanes.Count)
        {
            int at = Math.Min(column, TShape.OutputWidth - TLanes.Count);
            TVector best = TLanes.Broadcast(float.NegativeInfinity);
            TVector place = TLanes.Broadcast(Nowhere);
            for (int tap = 0; tap < TShape.WindowWidth; tap += 2)
            {
                var (here, next) = PoolingRow<TShape>.Taps<TLanes, TVector>(maxima, at, tap);
                var (placeHere, placeNext) = PoolingRow<TShape>.Taps<TLanes, TVector>(places, at, tap);
                place = Better<TLanes, TVector>(best, place, here, placeHere);
                best = TLanes.Max(best, here);
                if (tap + 1 < TShape.WindowWidth)
                {
                    place = Better<TLanes, TVector>(best, place, next, placeNext);
                    best = TLanes.Max(best, next);
                }
            }

            TLanes.Store(y + at, best);
            TLanes.StoreIntegers(chosen + at, place);
        }
    }

    /// <summary>The place of the greater; of equals, the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Better<TLanes, TVector>(TVector best, TVector place, TVector value, TVector placeOfValue)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector first = TLanes.IfLess(placeOfValue, place, placeOfValue, place);
        return TLanes.IfLess(best, value, placeOfValue, TLanes.IfLess(value, best, place, first));
    }
}
