using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Softmax with its loss, −log p[label], and the loss's gradient: one kernel.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether its greatest logit is not its label's, and the gradient of the
    /// batch's mean loss [batch, classes], which may be the logits' own buffer.</summary>
    /// <param name="labels">Which column of the batch's labels.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it, whose misclassifications stay.</param>
    public static void Loss(
        in GpuStep step,
        int classes,
        GpuBuffer logits,
        GpuBuffer gradient,
        int labels = 0,
        float weight = 1,
        bool adds = false)
        => step.Launcher.Launch(
            new SoftmaxLoss(logits, gradient, step.LabelsOf(labels), new ExampleLosses(step, weight, adds), classes),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(classes));
}

/// <summary>A group for each example.</summary>
internal readonly struct SoftmaxLoss(
    GpuBuffer logits, GpuBuffer gradient, ArrayView<int> labels, ExampleLosses losses, int classes) : IKernel
{
    private readonly ArrayView<float> logits = logits.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly int logitsStride = logits.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly ArrayView<int> labels = labels;
    private readonly ExampleLosses losses = losses;
    private readonly int classes = classes;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * logitsStride;
        int firstGradient = Grid.IdxX * gradientStride;
        int label = labels[Grid.IdxX];
        float maximum = Softmax.Maximum(logits, first, classes, shared);
        float sum = Softmax.Sum(logits, first, classes, maximum, shared);
        float labelled = logits[first + label];
        // the first class that reaches the maximum, as a negative number, whose maximum it is
        float answer = -classes;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
        {
            if (logits[first + index] == maximum)
                answer = XMath.Max(answer, -index);
        }

        answer = GroupReduction.Maximum(answer, shared);
        // behind the reduction's barriers: all have read the logits, which the gradient may overwrite
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
        {
            float probability = XMath.Exp(logits[first + index] - maximum) / sum;
            gradient[firstGradient + index] = (probability - (index == label ? 1 : 0)) * losses.GradientScale;
        }

        if (Group.IdxX == 0)
            losses.Write(Grid.IdxX, XMath.Log(sum) - (labelled - maximum), answer == -label ? 0 : 1);
    }
}
