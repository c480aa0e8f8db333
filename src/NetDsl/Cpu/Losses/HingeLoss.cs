using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Σ max(0, 1 − y[label] + y[k]) / classes over the other classes k, and its gradient: Weston and Watkins
/// 1999.</summary>
public static unsafe class HingeLoss
{
    /// <summary>Writes each example's loss, whether it was misclassified, and gradient = weight / batch · ∂loss/∂y,
    /// where each class inside the margin counts 1 / classes, and the label's as much against it.</summary>
    /// <param name="scores">[batch, classes]</param>
    /// <param name="gradient">[batch, classes]; may be <paramref name="scores"/>.</param>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    public static void Loss(
        in CpuStep step,
        int classes,
        TensorBuffer scores,
        TensorBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false)
    {
        int* column = step.Labels + ((nint)labels * step.LabelStride);
        var losses = new ExampleLosses(step, weight, adds);
        step.Machine.Run(
            new Kernel(classes, scores, gradient, column, losses), step.Count, (long)step.Count * classes * 4);
    }

    private readonly struct Kernel(
        int classes, TensorBuffer scores, TensorBuffer gradient, int* labels, ExampleLosses losses) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* y = scores.Example(task);
            float* dy = gradient.Example(task);
            int label = labels[task];
            bool isWrong = Largest.IndexIn(new ReadOnlySpan<float>(y, classes)) != label;
            float margin = 1 - y[label];
            float slope = losses.GradientScale / classes;
            var (before, low) = Sum<TLanes, TVector>(y, dy, margin, slope, label);
            int next = label + 1;
            var (behind, high) = Sum<TLanes, TVector>(y + next, dy + next, margin, slope, classes - next);
            dy[label] = -(low + high) * slope;
            losses.Write(task, (before + behind) / classes, isWrong);
        }

        /// <summary>What classes beside the label lose, and how many do.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static (float Loss, float Inside) Sum<TLanes, TVector>(
            float* y, float* dy, float margin, float slope, int count)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int whole = count - (count % TLanes.Count);
            TVector zero = TLanes.Broadcast(0);
            TVector sum = zero, inside = zero;
            for (int i = 0; i < whole; i += TLanes.Count)
            {
                TVector loss = TLanes.Max(TLanes.Add(TLanes.Load(y + i), TLanes.Broadcast(margin)), zero);
                TVector isInside = TLanes.IfLess(zero, loss, TLanes.Broadcast(1), zero);
                sum = TLanes.Add(sum, loss);
                inside = TLanes.Add(inside, isInside);
                TLanes.Store(dy + i, TLanes.Multiply(isInside, TLanes.Broadcast(slope)));
            }

            var (total, number) = (TLanes.Sum(sum), TLanes.Sum(inside));
            for (int i = whole; i < count; i++)
            {
                float loss = MathF.Max(y[i] + margin, 0); // a NaN stays one
                bool isInside = loss > 0;
                total += loss;
                number += isInside ? 1 : 0;
                dy[i] = isInside ? slope : 0;
            }

            return (total, number);
        }
    }
}
