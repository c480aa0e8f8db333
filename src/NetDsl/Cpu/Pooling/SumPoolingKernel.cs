namespace NetDsl.Cpu;

/// <summary>Average and sum pooling, both ways.</summary>
/// <param name="wide">Inputs, or their gradient.</param>
/// <param name="narrow">Outputs, or their gradient.</param>
internal readonly unsafe struct SumPoolingKernel<TShape, TDivisor>(
    Machine machine, TensorBuffer wide, TensorBuffer narrow, bool backward) : IKernel
    where TShape : struct, IPoolingShape
    where TDivisor : struct, IWindowDivisor
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (example, first, end) = PoolingPlan<TShape>.Planes(task);
        float* x = wide.Example(example) + ((nint)first * PoolingPlan<TShape>.InputPlane);
        float* y = narrow.Example(example) + ((nint)first * PoolingPlan<TShape>.OutputPlane);
        float* scratch = machine.Scratch(
            worker, Math.Max(SumPoolingPlane<TShape>.Scratch, SumPoolingSpread<TShape>.Scratch));
        if (backward)
        {
            SumPoolingSpread<TShape>.Prepare<TDivisor>(scratch);
        }
        else
        {
            SumPoolingPlane<TShape>.Prepare<TDivisor>(scratch);
        }

        for (int plane = first; plane < end; plane++)
        {
            if (backward)
            {
                SumPoolingSpread<TShape>.Run<TDivisor, TLanes, TVector>(x, y, scratch);
            }
            else
            {
                SumPoolingPlane<TShape>.Run<TDivisor, TLanes, TVector>(x, y, scratch);
            }

            x += PoolingPlan<TShape>.InputPlane;
            y += PoolingPlan<TShape>.OutputPlane;
        }
    }
}
