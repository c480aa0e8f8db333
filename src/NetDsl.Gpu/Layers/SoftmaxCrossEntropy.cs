using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Softmax with its loss, −log p[label], and the loss's gradient: one kernel.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>Writes each example's loss, whether its greatest logit is not its label's, and the gradient of the
    /// batch's mean loss [batch, classes], which may be the logits' own buffer.</summary>
    public static void Loss(in GpuStep step, int classes, GpuBuffer logits, GpuBuffer gradient)
        => step.Launcher.Launch(
            new SoftmaxLoss(logits, gradient, step.Labels, step.Losses, step.Wrong, classes, step.Count),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(classes));
}

/// <summary>A group for each example.</summary>
internal readonly struct SoftmaxLoss(
    GpuBuffer logits,
    GpuBuffer gradient,
    ArrayView<int> labels,
    ArrayView<float> losses,
    ArrayView<float> wrong,
    int classes,
    int batch) : IKernel
{
    private readonly ArrayView<float> logits = logits.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly int logitsStride = logits.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly ArrayView<int> labels = labels;
    private readonly ArrayView<float> losses = losses;
    private readonly ArrayView<float> wrong = wrong;
    private readonly int classes = classes;
    private readonly float share = 1f / batch;

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
            gradient[firstGradient + index] = (probability - (index == label ? 1 : 0)) * share;
        }

        if (Group.IdxX == 0)
        {
            losses[Grid.IdxX] = XMath.Log(sum) - (labelled - maximum);
            wrong[Grid.IdxX] = answer == -label ? 0 : 1;
        }
    }
}
