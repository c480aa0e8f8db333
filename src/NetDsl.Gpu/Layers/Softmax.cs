using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Probabilities from logits.</summary>
public static class Softmax
{
    /// <summary>Output [batch, classes] = e^logit / Σ e^logit; may be the same buffer.</summary>
    public static void Forward(in GpuStep step, int classes, GpuBuffer logits, GpuBuffer output)
        => step.Launcher.Launch(
            new SoftmaxForward(logits, output, classes),
            new Index3D(step.Count, 1, 1),
            GroupSize(classes));

    /// <summary>Threads for one example: its classes in whole warps.</summary>
    internal static int GroupSize(int classes) => Math.Min((classes + 31) / 32 * 32, GroupReduction.MaximalGroupSize);

    /// <summary>The greatest of an example's logits.</summary>
    internal static float Maximum(ArrayView<float> logits, int first, int classes, ArrayView<float> shared)
    {
        float maximum = float.NegativeInfinity;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            maximum = XMath.Max(maximum, logits[first + index]);
        return GroupReduction.Maximum(maximum, shared);
    }

    /// <summary>Σ e^(logit − maximum).</summary>
    internal static float Sum(
        ArrayView<float> logits, int first, int classes, float maximum, ArrayView<float> shared)
    {
        float sum = 0;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            sum += XMath.Exp(logits[first + index] - maximum);
        return GroupReduction.Sum(sum, shared);
    }
}

/// <summary>A group for each example.</summary>
internal readonly struct SoftmaxForward(GpuBuffer logits, GpuBuffer output, int classes) : IKernel
{
    private readonly ArrayView<float> logits = logits.View;
    private readonly ArrayView<float> output = output.View;
    private readonly int logitsStride = logits.Stride;
    private readonly int outputStride = output.Stride;
    private readonly int classes = classes;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * logitsStride;
        int firstOutput = Grid.IdxX * outputStride;
        float maximum = Softmax.Maximum(logits, first, classes, shared);
        float scale = 1 / Softmax.Sum(logits, first, classes, maximum, shared);
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            output[firstOutput + index] = XMath.Exp(logits[first + index] - maximum) * scale;
    }
}
