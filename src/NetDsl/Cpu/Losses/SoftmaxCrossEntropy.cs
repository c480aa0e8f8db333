using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>−Σ q log softmax(logits), and its gradient: q is 1 for the label and 0 for others, or, smoothed, a mean
/// of that and of the same share for all classes (Szegedy et al. 2016).</summary>
public static unsafe class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether it was misclassified, and gradient = weight · (softmax − q) /
    /// batch.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="gradient">[batch, classes]; may be <paramref name="logits"/>.</param>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    /// <param name="smoothing">Of q, what all classes share: at least 0 and less than 1.</param>
    public static void Loss(
        in CpuStep step,
        int classes,
        TensorBuffer logits,
        TensorBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false,
        float smoothing = 0)
    {
        int* column = step.Labels + ((nint)labels * step.LabelStride);
        var losses = new ExampleLosses(step, weight, adds);
        step.Machine.Run(
            new Kernel(classes, logits, gradient, column, losses, smoothing),
            step.Count,
            (long)step.Count * classes * 16);
    }

    private readonly struct Kernel(
        int classes, TensorBuffer logits, TensorBuffer gradient, int* labels, ExampleLosses losses, float smoothing)
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
            float mean = smoothing > 0 ? Mean<TLanes, TVector>(from) : 0;
            var (logSum, best) = SoftmaxRow.Write<TLanes, TVector>(from, row, classes);
            float loss = logSum - logit;
            if (smoothing > 0)
            {
                loss += smoothing * (logit - mean);
                float share = smoothing / classes;
                Elementwise.AddAndActivate<Identity, TLanes, TVector>(row, -share, row, classes);
            }

            losses.Write(task, loss, best != label);
            row[label] -= 1 - smoothing;
            Elementwise.Scale<TLanes, TVector>(row, losses.GradientScale, classes);
        }

        private float Mean<TLanes, TVector>(float* values)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            TVector sums = TLanes.Broadcast(0);
            int i = 0;
            for (; i <= classes - TLanes.Count; i += TLanes.Count)
            {
                sums = TLanes.Add(sums, TLanes.Load(values + i));
            }

            float sum = TLanes.Sum(sums);
            for (; i < classes; i++)
            {
                sum += values[i];
            }

            return sum / classes;
        }
    }
}
