using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Σ (v − v¹)² over the visible units: what a reconstruction misses of an example.</summary>
public static unsafe class ReconstructionError
{
    /// <summary>Writes each example's.</summary>
    /// <param name="visible">[batch, size]</param>
    /// <param name="reconstruction">[batch, size]</param>
    public static void Loss(in CpuStep step, int size, TensorBuffer visible, TensorBuffer reconstruction)
    {
        var kernel = new Kernel(size, visible, reconstruction, new ExampleLosses(step, weight: 1, adds: false));
        step.Machine.Run(kernel, step.Count, (long)step.Count * size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Of<TLanes, TVector>(float* visible, float* reconstruction, int size)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= size - TLanes.Count; i += TLanes.Count)
        {
            TVector difference = TLanes.Subtract(TLanes.Load(visible + i), TLanes.Load(reconstruction + i));
            sums = TLanes.MultiplyAdd(difference, difference, sums);
        }

        float sum = TLanes.Sum(sums);
        for (; i < size; i++)
        {
            float difference = visible[i] - reconstruction[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>An example a task.</summary>
    private readonly struct Kernel(
        int size, TensorBuffer visible, TensorBuffer reconstruction, ExampleLosses losses) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct =>
            losses.Write(
                task, Of<TLanes, TVector>(visible.Example(task), reconstruction.Example(task), size), isWrong: false);
    }
}
