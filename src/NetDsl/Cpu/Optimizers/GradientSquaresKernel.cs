using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>sums[task] = the sum of the squares of the task's gradients.</summary>
internal readonly unsafe struct GradientSquaresKernel(UpdateTask[] tasks, BatchGradient gradient, float* sums) : IKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        UpdateTask part = tasks[task];
        int end = part.First + part.Count;
        TVector squares = default;
        int i = part.First;
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            TVector value = gradient.Load<TLanes, TVector>(i);
            squares = TLanes.MultiplyAdd(value, value, squares);
        }

        float sum = TLanes.Sum(squares);
        for (; i < end; i++)
        {
            float value = gradient.Load<LanesScalar, float>(i);
            sum += value * value;
        }

        sums[task] = sum;
    }
}
