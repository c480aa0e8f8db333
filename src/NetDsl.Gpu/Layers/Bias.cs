using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A bias on its own, where it could not be fused into the layer before it.</summary>
public static class Bias
{
    /// <summary>Adds bias [channels] to values [batch, channels, area], in place.</summary>
    public static void Forward(in GpuStep step, int channels, int area, GpuBuffer values, GpuBuffer bias)
    {
        int count = step.Count * channels * area;
        var view = new BatchView(values, channels * area);
        step.Launcher.LaunchOver(new BiasForward(view, bias.View, channels, area, count), count);
    }

    /// <summary>Overwrites the bias's gradient [channels] by the sums of outputGradient [batch, channels,
    /// area].</summary>
    public static void Backward(
        in GpuStep step, int channels, int area, GpuBuffer outputGradient, GpuBuffer biasGradient)
        => ChannelGradients.Compute<Identity>(step, channels, area, output: default, outputGradient, biasGradient);
}

internal readonly struct BiasForward(BatchView values, ArrayView<float> bias, int channels, int area, int count)
    : IKernel
{
    private readonly BatchView values = values;
    private readonly ArrayView<float> bias = bias;
    private readonly int channels = channels;
    private readonly int area = area;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            values[index] += bias[index / area % channels];
    }
}
