using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Σ max(0, 1 − y[label] + y[k]) / classes over the other classes k, and its gradient: one kernel. Weston and
/// Watkins 1999.</summary>
public static class HingeLoss
{
    /// <summary>Writes each example's loss, whether its greatest score is not its label's, and the gradient of the
    /// batch's mean loss [batch, classes], which may be the scores' own buffer.</summary>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    public static void Loss(
        in GpuStep step,
        int classes,
        GpuBuffer scores,
        GpuBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false)
        => step.Launcher.Launch(
            new HingeLossKernel(
                scores, gradient, step.LabelsOf(labels), new ExampleLosses(step, weight, adds), classes),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(classes));
}

/// <summary>A group for each example.</summary>
internal readonly struct HingeLossKernel(
    GpuBuffer scores, GpuBuffer gradient, ArrayView<int> labels, ExampleLosses losses, int classes) : IKernel
{
    private readonly int scoresStride = scores.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly int classes = classes;
    private readonly ArrayView<float> scores = scores.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly ArrayView<int> labels = labels;
    private readonly ExampleLosses losses = losses;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * scoresStride;
        int firstGradient = Grid.IdxX * gradientStride;
        int label = labels[Grid.IdxX];
        float margin = 1 - scores[first + label];
        float slope = losses.GradientScale / classes;
        float maximum = Softmax.Maximum(scores, first, classes, shared);
        float answer = GroupReduction.Maximum(Softmax.MinusFirst(scores, first, classes, maximum), shared);

        // behind the reductions' barriers: all have read the label's score, which the gradient may overwrite
        float sum = 0;
        float inside = 0;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
        {
            float loss = scores[first + index] + margin;
            if (index != label)
            {
                bool isOutside = loss <= 0; // a NaN stays one
                sum += isOutside ? 0f : loss;
                inside += isOutside ? 0f : 1f;
                gradient[firstGradient + index] = isOutside ? 0f : slope;
            }
        }

        sum = GroupReduction.Sum(sum, shared);
        inside = GroupReduction.Sum(inside, shared);
        if (Group.IdxX == 0)
        {
            gradient[firstGradient + label] = -inside * slope;
            losses.Write(Grid.IdxX, sum / classes, answer == -label ? 0f : 1f);
        }
    }
}
