using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>−log softmax(logits)[label], and its gradient.</summary>
public static unsafe class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether it was misclassified, and gradient = weight · (softmax − onehot) /
    /// batch.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="gradient">[batch, classes]; may be <paramref name="logits"/>.</param>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    public static void Loss(
        in CpuStep step,
        int classes,
        TensorBuffer logits,
        TensorBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false)
    {
        int* column = step.Labels + ((nint)labels * step.LabelStride);
        var losses = new ExampleLosses(step, weight, adds);
        step.Machine.Run(
            new Kernel(classes, logits, gradient, column, losses), step.Count, (long)step.Count * classes * 16);
    }

    private readonly struct Kernel(
        int classes, TensorBuffer logits, TensorBuffer gradient, int* labels, ExampleLosses losses) : IKernel
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
            var (logSum, best) = SoftmaxRow.Write<TLanes, TVector>(from, row, classes);
            losses.Write(task, logSum - logit, best != label);
            row[label] -= 1;
            Elementwise.Scale<TLanes, TVector>(row, losses.GradientScale, classes);
        }
    }
}
