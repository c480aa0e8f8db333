using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Sums the parts, in their order: the gradients of shift and scale.</summary>
/// <param name="sums">[parts, channels]</param>
/// <param name="products">[parts, channels]</param>
internal readonly struct NormalizeParameterGradients(
    ArrayView<float> sums,
    ArrayView<float> products,
    GpuBuffer variance,
    GpuBuffer scaleGradient,
    GpuBuffer shiftGradient,
    ChannelParts channels,
    float epsilon) : IKernel
{
    private readonly ArrayView<float> sums = sums;
    private readonly ArrayView<float> products = products;
    private readonly ArrayView<float> variance = variance.View;
    private readonly ArrayView<float> scaleGradient = scaleGradient.View;
    private readonly ArrayView<float> shiftGradient = shiftGradient.View;
    private readonly ChannelParts channels = channels;
    private readonly float epsilon = epsilon;
    private readonly float correction = (channels.Values - 1f) / channels.Values;

    public void Run()
    {
        for (int channel = Threads.First; channel < channels.Channels; channel += Threads.Stride)
        {
            float sum = 0;
            float product = 0;
            for (int part = 0; part < channels.Parts; part++)
            {
                sum += sums[part * channels.Channels + channel];
                product += products[part * channels.Channels + channel];
            }

            shiftGradient[channel] = sum;
            scaleGradient[channel] = product / XMath.Sqrt(variance[channel] * correction + epsilon);
        }
    }
}
