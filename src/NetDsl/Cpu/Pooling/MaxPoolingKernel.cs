using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Max-pooling forward, with an activation of the maxima.</summary>
/// <param name="choice">None in inference.</param>
internal readonly unsafe struct MaxPoolingKernel<TShape, TActivation>(
    Machine machine, TensorBuffer input, TensorBuffer output, TensorBuffer choice) : IKernel
    where TShape : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (example, first, end) = PoolingPlan<TShape>.Planes(task);
        float* x = input.Example(example) + ((nint)first * PoolingPlan<TShape>.InputPlane);
        nint skipped = (nint)first * PoolingPlan<TShape>.OutputPlane;
        float* y = output.Example(example) + skipped;
        float* chosen = choice.IsNone ? null : choice.Example(example) + skipped;
        bool isLine = MaxPoolingLine<TShape>.IsBetter<TLanes, TVector>();
        float* scratch = machine.Scratch(worker, isLine ? MaxPoolingLine<TShape>.Scratch : MaxPoolingRows<TShape>.Scratch);
        if (isLine)
        {
            MaxPoolingLine<TShape>.Prepare(scratch);
        }
        else
        {
            MaxPoolingRows<TShape>.Prepare<TLanes, TVector>(scratch, chooses: chosen is not null);
        }

        for (int plane = 0; plane < end - first; plane++)
        {
            float* from = x + ((nint)plane * PoolingPlan<TShape>.InputPlane);
            nint start = (nint)plane * PoolingPlan<TShape>.OutputPlane;
            float* places = chosen is null ? null : chosen + start;
            if (isLine)
            {
                MaxPoolingLine<TShape>.Run<TLanes, TVector>(from, y + start, places, scratch);
            }
            else
            {
                MaxPoolingRows<TShape>.Run<TLanes, TVector>(from, y + start, places, scratch, 0, TShape.OutputHeight);
            }
        }

        if (!TActivation.IsIdentity)
        {
            // a task's maxima are still in the first cache
            Elementwise.Apply<TActivation, TLanes, TVector>(y, y, (end - first) * PoolingPlan<TShape>.OutputPlane);
        }
    }
}
