using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>2×2 windows side by side, none cut off: no pixel is read twice, so columns' maxima need no place of their
/// own.</summary>
internal static unsafe class MaxPoolingHalves<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Whether the shape is such a one, and wide enough for vectors.</summary>
    public static bool Fits<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        PoolingPlan<TShape>.IsByRows && PoolingPlan<TShape>.IsHalving && TLanes.Count > 1 && TShape.OutputWidth >= 4;

    /// <summary>Rows <paramref name="first"/> to before <paramref name="end"/> of a plane's maxima.</summary>
    /// <param name="chosen">Null in inference.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TLanes, TVector>(float* x, float* y, float* chosen, int first, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TShape.OutputWidth >= TLanes.Count)
        {
            Rows<TLanes, TVector>(x, y, chosen, first, end);
        }
        else
        {
            Rows<Lanes128, Vector128<float>>(x, y, chosen, first, end);
        }
    }

    /// <summary>Vectors along a row; the last one of a row overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes, TVector>(float* x, float* y, float* chosen, int first, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* places = stackalloc float[TLanes.Count];
        for (int i = 0; i < TLanes.Count; i++)
        {
            places[i] = 2 * i;
        }

        TVector evenPlaces = TLanes.Load(places);
        TVector one = TLanes.Broadcast(1);
        TVector zero = TLanes.Broadcast(0);
        for (int row = first; row < end; row++)
        {
            float* top = x + (2 * row * TShape.Width);
            for (int column = 0; column < TShape.OutputWidth; column += TLanes.Count)
            {
                int at = Math.Min(column, TShape.OutputWidth - TLanes.Count);
                float* from = top + (2 * at);
                int target = (row * TShape.OutputWidth) + at;
                var (a, b) = TLanes.Deinterleave(TLanes.Load(from), TLanes.Load(from + TLanes.Count));
                var (c, d) = TLanes.Deinterleave(
                    TLanes.Load(from + TShape.Width), TLanes.Load(from + TShape.Width + TLanes.Count));
                TVector upper = TLanes.Max(a, b);
                TVector lower = TLanes.Max(c, d);
                TLanes.Store(y + target, TLanes.Max(upper, lower));
                if (chosen is not null)
                {
                    // indices below 2²⁴ are exact as floats; the first of equals is chosen
                    TVector place = TLanes.IfLess(
                        upper, lower,
                        TLanes.Add(TLanes.IfLess(c, d, one, zero), TLanes.Broadcast(TShape.Width)),
                        TLanes.IfLess(a, b, one, zero));
                    TVector start = TLanes.Broadcast((2 * row * TShape.Width) + (2 * at));
                    TLanes.StoreIntegers(chosen + target, TLanes.Add(place, TLanes.Add(start, evenPlaces)));
                }
            }
        }
    }
}
