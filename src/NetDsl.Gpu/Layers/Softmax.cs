using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Probabilities from logits: of an example's values, or of the channels of each pixel.</summary>
public static class Softmax
{
    /// <summary>Output [batch, classes] = e^logit / Σ e^logit; may be the same buffer.</summary>
    public static void Forward(in GpuStep step, int classes, GpuBuffer logits, GpuBuffer output)
        => step.Launcher.Launch(
            new SoftmaxForward(logits, output, classes),
            new Index3D(step.Count, 1, 1),
            GroupSize(classes));

    /// <summary>Output [batch, channels, area] = softmax of the input over the channels; may be the same
    /// buffer.</summary>
    public static void Forward(in GpuStep step, int channels, int area, GpuBuffer input, GpuBuffer output)
    {
        if (area == 1)
            Forward(step, channels, input, output);
        else
            step.Launcher.LaunchOver(
                new PixelSoftmaxForward(input, output, channels, area, step.Times(area)), step.Times(area));
    }

    /// <summary>Input's gradient = output · (output's gradient − Σ output · output's gradient), each [batch, channels,
    /// area], with the sum over the channels; may be the output gradient's buffer.</summary>
    public static void Backward(
        in GpuStep step, int channels, int area, GpuBuffer output, GpuBuffer outputGradient, GpuBuffer inputGradient)
    {
        if (area == 1)
            step.Launcher.Launch(
                new SoftmaxBackward(output, outputGradient, inputGradient, channels),
                new Index3D(step.Count, 1, 1),
                GroupSize(channels));
        else
            step.Launcher.LaunchOver(
                new PixelSoftmaxBackward(output, outputGradient, inputGradient, channels, area, step.Times(area)),
                step.Times(area));
    }

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

    /// <summary>Of a thread's classes the first that reaches the maximum, as a negative number, so that the first of
    /// all threads is the maximum.</summary>
    internal static float MinusFirst(ArrayView<float> logits, int first, int classes, float maximum)
    {
        float answer = -classes;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
        {
            if (logits[first + index] == maximum)
                answer = XMath.Max(answer, -index);
        }

        return answer;
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

/// <summary>A group for each example.</summary>
internal readonly struct SoftmaxBackward(
    GpuBuffer output, GpuBuffer outputGradient, GpuBuffer inputGradient, int classes) : IKernel
{
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int gradientStride = outputGradient.Stride;
    private readonly ArrayView<float> inputGradient = inputGradient.View;
    private readonly int inputStride = inputGradient.Stride;
    private readonly int classes = classes;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * outputStride;
        int gradient = Grid.IdxX * gradientStride;
        int target = Grid.IdxX * inputStride;
        float product = 0;
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            product += output[first + index] * outputGradient[gradient + index];
        product = GroupReduction.Sum(product, shared);
        for (int index = Group.IdxX; index < classes; index += Group.DimX)
            inputGradient[target + index] = output[first + index] * (outputGradient[gradient + index] - product);
    }
}
