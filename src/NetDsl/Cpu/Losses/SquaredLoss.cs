using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>½ Σ (y − t)², and its gradient.</summary>
public static unsafe class SquaredLoss
{
    /// <summary>Writes each example's loss and gradient = (values − targets) / batch.</summary>
    /// <param name="values">[batch, size]</param>
    /// <param name="gradient">[batch, size]; may be <paramref name="values"/>.</param>
    public static void Loss(in CpuStep step, int size, TensorBuffer values, TensorBuffer gradient)
    {
        var kernel = new Kernel(
            step.Count, size, values.Pointer, gradient.Pointer, step.Targets, step.Losses, step.Wrong);
        step.Machine.Run(kernel, step.Count, (long)step.Count * size * 2);
    }

    private readonly struct Kernel(
        int count, int size, float* values, float* gradient, float* targets, float* losses, int* wrong) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            nint first = (nint)task * size;
            float scale = 1f / count;
            float loss = 0;
            for (nint i = first; i < first + size; i++)
            {
                float difference = values[i] - targets[i];
                loss += difference * difference;
                gradient[i] = difference * scale;
            }

            losses[task] = 0.5f * loss;
            wrong[task] = 0;
        }
    }
}
