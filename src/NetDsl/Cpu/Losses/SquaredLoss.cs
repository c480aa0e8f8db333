using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>½ Σ (y − t)², and its gradient.</summary>
public static unsafe class SquaredLoss
{
    /// <summary>Writes each example's loss and gradient = weight · (values − targets) / batch.</summary>
    /// <param name="values">[batch, size]</param>
    /// <param name="gradient">[batch, size]; may be <paramref name="values"/>.</param>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in CpuStep step,
        int size,
        TensorBuffer values,
        TensorBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false)
    {
        var target = new TensorBuffer(step.Targets + targets, step.TargetSize);
        var losses = new ExampleLosses(step, weight, adds);
        step.Machine.Run(new Kernel(size, values, gradient, target, losses), step.Count, (long)step.Count * size * 2);
    }

    private readonly struct Kernel(
        int size, TensorBuffer values, TensorBuffer gradient, TensorBuffer targets, ExampleLosses losses) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* y = values.Example(task);
            float* dy = gradient.Example(task);
            float* target = targets.Example(task);
            float scale = losses.GradientScale;
            float loss = 0;
            for (int i = 0; i < size; i++)
            {
                float difference = y[i] - target[i];
                loss += difference * difference;
                dy[i] = difference * scale;
            }

            losses.Write(task, 0.5f * loss, isWrong: false);
        }
    }
}
