using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Softmax with its loss, −Σ q log p, and the loss's gradient: one kernel. q is 1 for the label and 0 for
/// others, or, smoothed, a mean of that and of the same share for all classes (Szegedy et al. 2016).</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether its greatest logit is not its label's, and the gradient of the
    /// batch's mean loss [batch, classes], which may be the logits' own buffer.</summary>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    /// <param name="smoothing">Of q, what all classes share: at least 0 and less than 1.</param>
    public static void Loss(
        in GpuStep step,
        int classes,
        GpuBuffer logits,
        GpuBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false,
        float smoothing = 0)
        => step.Launcher.Launch(
            new SoftmaxLoss(
                logits, gradient, step.LabelsOf(labels), new ExampleLosses(step, weight, adds), classes, smoothing),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(classes));
}

/// <summary>A group for each example.</summary>
internal readonly struct SoftmaxLoss(
    GpuBuffer logits, GpuBuffer gradient, ArrayView<int> labels, ExampleLosses losses, int classes, float smoothing)
    : IKernel
{
    private readonly int logitsStride = logits.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly int classes = classes;
    private readonly float smoothing = smoothing;
    private readonly ArrayView<float> logits = logits.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly ArrayView<int> labels = labels;
    private readonly ExampleLosses losses = losses;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * logitsStride;
        int firstGradient = Grid.IdxX * gradientStride;
        int label = labels[Grid.IdxX];
        float maximum = Softmax.Maximum(logits, first, classes, shared);
        float sum = Softmax.Sum(logits, first, classes, maximum, shared);
        float labelled = logits[first + label];
        float answer = GroupReduction.Maximum(Softmax.MinusFirst(logits, first, classes, maximum), shared);
        float mean = smoothing > 0 ? GroupReduction.Sum(PartOf(first), shared) / classes : labelled;
        // behind the reduction's barriers: all have read the logits, which the gradient may overwrite
        float share = smoothing / classes;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
        {
            float probability = XMath.Exp(logits[first + index] - maximum) / sum;
            float target = share + (index == label ? 1 - smoothing : 0f);
            gradient[firstGradient + index] = (probability - target) * losses.GradientScale;
        }

        if (Group.IdxX == 0)
        {
            float loss = XMath.Log(sum) - (labelled - maximum) + (smoothing * (labelled - mean));
            losses.Write(Grid.IdxX, loss, answer == -label ? 0f : 1f);
        }
    }

    /// <summary>The sum of a thread's logits.</summary>
    private float PartOf(int first)
    {
        float part = 0;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            part += logits[first + index];
        return part;
    }
}
