using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A loss over units and its gradient, which may be the values' own buffer: an example a task.</summary>
internal readonly unsafe struct UnitLossKernel<TLoss>(
    int size, TensorBuffer values, TensorBuffer gradient, TensorBuffer targets, ExampleLosses losses) : IKernel
    where TLoss : struct, IUnitLoss
{
    // an exponential and a logarithm at most
    private const int CostOfValue = 8;

    /// <param name="start">Where the output's values begin in an example's targets.</param>
    public static void Run(
        in CpuStep step,
        int size,
        TensorBuffer values,
        TensorBuffer gradient,
        int start,
        float weight,
        bool adds)
    {
        var targets = new TensorBuffer(step.Targets + start, step.TargetSize);
        var kernel = new UnitLossKernel<TLoss>(
            size, values, gradient, targets, new ExampleLosses(step, weight, adds));
        step.Machine.Run(kernel, step.Count, (long)step.Count * size * CostOfValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int whole = size - (size % TLanes.Count);
        var (loss, misses) = Sum<TLanes, TVector>(task, 0, whole);
        var (rest, restMisses) = Sum<LanesScalar, float>(task, whole, size);
        losses.Write(task, loss + rest, misses + restMisses > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (float Loss, float Misses) Sum<TLanes, TVector>(int example, int start, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* y = values.Example(example);
        float* dy = gradient.Example(example);
        float* target = targets.Example(example);
        TVector scale = TLanes.Broadcast(losses.GradientScale);
        TVector zero = TLanes.Broadcast(0);
        TVector sum = zero, misses = zero;
        for (int i = start; i < end; i += TLanes.Count)
        {
            var (loss, slope) = TLoss.Of<TLanes, TVector>(TLanes.Load(y + i), TLanes.Load(target + i));
            sum = TLanes.Add(sum, loss);
            TLanes.Store(dy + i, TLanes.Multiply(slope, scale));
            if (TLoss.CountsErrors)
            {
                TVector steepness = TLanes.Max(slope, TLanes.Subtract(zero, slope));
                misses = TLanes.Add(
                    misses, TLanes.IfLess(TLanes.Broadcast(0.5f), steepness, TLanes.Broadcast(1), zero));
            }
        }

        return (TLanes.Sum(sum), TLoss.CountsErrors ? TLanes.Sum(misses) : 0);
    }
}
