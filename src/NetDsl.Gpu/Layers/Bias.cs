using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A bias on its own, where it could not be fused into the layer before it.</summary>
public static class Bias
{
    /// <summary>Adds bias [channels] to values [batch, channels, area], in place.</summary>
    public static void Forward(in GpuStep step, int channels, int area, GpuBuffer values, GpuBuffer bias)
    {
        var rows = new ChannelRows(step.Count, channels, area);
        step.Launcher.LaunchOver(new BiasForward(values, bias.View, rows), rows);
    }

    /// <summary>Overwrites the bias's gradient [channels] by the sums of outputGradient [batch, channels,
    /// area].</summary>
    public static void Backward(
        in GpuStep step, int channels, int area, GpuBuffer outputGradient, GpuBuffer biasGradient)
        => ChannelGradients.Compute<Identity>(step, channels, area, output: default, outputGradient, biasGradient);
}

internal readonly struct BiasForward(GpuBuffer values, ArrayView<float> bias, ChannelRows rows) : IKernel
{
    private readonly ArrayView<float> values = values.View;
    private readonly int stride = values.Stride;
    private readonly ArrayView<float> bias = bias;
    private readonly ChannelRows rows = rows;

    public void Run()
    {
        for (int example = ChannelRows.FirstExample; example < rows.Examples; example += ChannelRows.ExampleStride)
        {
            for (int plane = Threads.FirstRow; plane < rows.Planes; plane += Threads.RowStride)
            {
                for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
                    values[example * stride + plane * rows.Length + index] += bias[rows.Channel(plane, index)];
            }
        }
    }
}
