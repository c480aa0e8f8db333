using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>−log softmax(logits)[label], and its gradient.</summary>
public static unsafe class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether it was misclassified, and gradient = (softmax − onehot) / batch.
    /// </summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="gradient">[batch, classes]; may be <paramref name="logits"/>.</param>
    public static void Loss(in CpuStep step, int classes, TensorBuffer logits, TensorBuffer gradient)
    {
        var kernel = new Kernel(step.Count, classes, logits, gradient, step.Labels, step.Losses, step.Wrong);
        step.Machine.Run(kernel, step.Count, (long)step.Count * classes * 16);
    }

    private readonly struct Kernel(
        int count, int classes, TensorBuffer logits, TensorBuffer gradient, int* labels, float* losses, int* wrong)
        : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* row = gradient.Example(task);
            float* from = logits.Example(task);
            int label = labels[task];
            float logit = from[label];
            var (logSum, best) = SoftmaxRow.Write(from, row, classes);
            losses[task] = logSum - logit;
            wrong[task] = best == label ? 0 : 1;
            row[label] -= 1;
            float scale = 1f / count;
            for (int i = 0; i < classes; i++)
            {
                row[i] *= scale;
            }
        }
    }
}
