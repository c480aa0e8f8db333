using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Max-pooling forward: a task is an image.</summary>
/// <param name="choice">None in inference.</param>
internal readonly unsafe struct MaxPoolingKernel<TShape>(TensorBuffer input, TensorBuffer output, TensorBuffer choice)
    : IKernel
    where TShape : struct, IPoolingShape
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* x = input.Example(task);
        float* y = output.Example(task);
        float* chosen = choice.IsNone ? null : choice.Example(task);
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            if (PoolingPlan<TShape>.IsHalving && TLanes.Count > 1 && TShape.OutputWidth >= TLanes.Count)
            {
                Halve<TLanes, TVector>(x, y, chosen);
            }
            else if (PoolingPlan<TShape>.IsHalving && TLanes.Count > 4 && TShape.OutputWidth >= 4)
            {
                Halve<Lanes128, Vector128<float>>(x, y, chosen);
            }
            else
            {
                Plane(x, y, chosen);
            }

            x += PoolingPlan<TShape>.InputPlane;
            y += PoolingPlan<TShape>.OutputPlane;
            chosen = chosen is null ? null : chosen + PoolingPlan<TShape>.OutputPlane;
        }
    }

    /// <summary>Vectors along a row; the last one of a row overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Halve<TLanes, TVector>(float* x, float* y, float* chosen)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* places = stackalloc float[TLanes.Count];
        for (int i = 0; i < TLanes.Count; i++)
        {
            places[i] = 2 * i;
        }

        TVector evenPlaces = TLanes.Load(places);
        for (int row = 0; row < TShape.OutputHeight; row++)
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
                    TVector one = TLanes.Broadcast(1);
                    TVector zero = TLanes.Broadcast(0);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plane(float* x, float* y, float* chosen)
    {
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            for (int column = 0; column < TShape.OutputWidth; column++)
            {
                var (top, bottom, left, right) = PoolingPlan<TShape>.Window(row, column);
                float best = float.NegativeInfinity;
                int place = (top * TShape.Width) + left;
                for (int i = top; i < bottom; i++)
                {
                    for (int j = left; j < right; j++)
                    {
                        float value = x[(i * TShape.Width) + j];
                        if (value > best || float.IsNaN(value))
                        {
                            best = value;
                            place = (i * TShape.Width) + j;
                        }
                    }
                }

                // a window wholly in the padding sees nothing: 0, as padding elsewhere, with no pixel to blame
                int target = (row * TShape.OutputWidth) + column;
                y[target] = top < bottom && left < right ? best : 0;
                if (chosen is not null)
                {
                    ((int*)chosen)[target] = top < bottom && left < right ? place : 0;
                }
            }
        }
    }
}
