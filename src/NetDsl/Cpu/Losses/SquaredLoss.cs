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
        var kernel = new Kernel(step.Count, size, values, gradient, step.Targets, step.Losses, step.Wrong);
        step.Machine.Run(kernel, step.Count, (long)step.Count * size * 2);
    }

    private readonly struct Kernel(
        int count, int size, TensorBuffer values, TensorBuffer gradient, float* targets, float* losses, int* wrong)
        : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* y = values.Example(task);
            float* dy = gradient.Example(task);
            float* target = targets + ((nint)task * size);
            float scale = 1f / count;
            float loss = 0;
            for (int i = 0; i < size; i++)
            {
                float difference = y[i] - target[i];
                loss += difference * difference;
                dy[i] = difference * scale;
            }

            losses[task] = 0.5f * loss;
            wrong[task] = 0;
        }
    }
}
