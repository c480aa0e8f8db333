using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Max-pooling forward, with an activation of the maxima.</summary>
/// <param name="choice">None in inference.</param>
internal readonly unsafe struct MaxPoolingKernel<TShape, TActivation>(
    Machine machine, TensorBuffer input, TensorBuffer output, TensorBuffer choice) : IKernel
    where TShape : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Pool<TLanes, TVector>(task, worker);
        if (!TActivation.IsIdentity)
        {
            // a task's maxima are still in the first cache
            var (example, first, end) = PoolingPlan<TShape>.Planes(task);
            float* y = output.Example(example) + ((nint)first * PoolingPlan<TShape>.OutputPlane);
            Elementwise.Apply<TActivation, TLanes, TVector>(y, y, (end - first) * PoolingPlan<TShape>.OutputPlane);
        }
    }

    private void Pool<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (example, first, end) = PoolingPlan<TShape>.Planes(task);
        float* x = input.Example(example) + ((nint)first * PoolingPlan<TShape>.InputPlane);
        nint skipped = (nint)first * PoolingPlan<TShape>.OutputPlane;
        float* y = output.Example(example) + skipped;
        float* chosen = choice.IsNone ? null : choice.Example(example) + skipped;
        float* scratch = machine.Scratch(worker, MaxPoolingChoice<TShape>.Scratch);
        if (!PoolingPlan<TShape>.IsByRows)
        {
            OneByOne(x, y, chosen, end - first);
        }
        else if (MaxPoolingHalves<TShape>.Fits<TLanes, TVector>())
        {
            for (int plane = first; plane < end; plane++)
            {
                MaxPoolingHalves<TShape>.Run<TLanes, TVector>(x, y, chosen);
                x += PoolingPlan<TShape>.InputPlane;
                y += PoolingPlan<TShape>.OutputPlane;
                chosen = chosen is null ? null : chosen + PoolingPlan<TShape>.OutputPlane;
            }
        }
        else if (chosen is null)
        {
            MaxPoolingPlane<TShape>.Prepare(scratch);
            for (int plane = first; plane < end; plane++)
            {
                MaxPoolingPlane<TShape>.Run<TLanes, TVector>(x, y, scratch);
                x += PoolingPlan<TShape>.InputPlane;
                y += PoolingPlan<TShape>.OutputPlane;
            }
        }
        else
        {
            MaxPoolingChoice<TShape>.Prepare(scratch);
            for (int plane = first; plane < end; plane++)
            {
                MaxPoolingChoice<TShape>.Run<TLanes, TVector>(x, y, chosen, scratch);
                x += PoolingPlan<TShape>.InputPlane;
                y += PoolingPlan<TShape>.OutputPlane;
                chosen += PoolingPlan<TShape>.OutputPlane;
            }
        }
    }

    /// <summary>For shapes that no network has: windows wholly in the padding, planes of millions of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne(float* x, float* y, float* chosen, int planes)
    {
        for (int i = 0; i < planes * TShape.OutputHeight * TShape.OutputWidth; i++)
        {
            int at = i % PoolingPlan<TShape>.OutputPlane;
            float* plane = x + ((nint)(i / PoolingPlan<TShape>.OutputPlane) * PoolingPlan<TShape>.InputPlane);
            var (top, bottom) = PoolingPlan<TShape>.Rows(at / TShape.OutputWidth);
            var (left, right) = PoolingPlan<TShape>.Columns(at % TShape.OutputWidth);
            float best = float.NegativeInfinity;
            int place = (top * TShape.Width) + left;
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    float value = plane[(row * TShape.Width) + column];
                    if (value > best || float.IsNaN(value))
                    {
                        best = value;
                        place = (row * TShape.Width) + column;
                    }
                }
            }

            // a window wholly in the padding sees nothing: 0, as padding elsewhere, with no pixel to blame
            bool sees = top < bottom && left < right;
            y[i] = sees ? best : 0;
            if (chosen is not null)
            {
                ((int*)chosen)[i] = sees ? place : 0;
            }
        }
    }
}
