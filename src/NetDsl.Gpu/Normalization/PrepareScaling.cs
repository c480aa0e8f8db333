using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>A normalisation by given statistics as a factor and an addend for each channel.</summary>
internal readonly struct PrepareScaling(
    ArrayView<float> scale,
    ArrayView<float> shift,
    ArrayView<float> mean,
    ArrayView<float> variance,
    ArrayView<float> factor,
    ArrayView<float> addend,
    int channels,
    float epsilon) : IKernel
{
    private readonly ArrayView<float> scale = scale;
    private readonly ArrayView<float> shift = shift;
    private readonly ArrayView<float> mean = mean;
    private readonly ArrayView<float> variance = variance;
    private readonly ArrayView<float> factor = factor;
    private readonly ArrayView<float> addend = addend;
    private readonly int channels = channels;
    private readonly float epsilon = epsilon;

    public void Run()
    {
        for (int channel = Threads.First; channel < channels; channel += Threads.Stride)
        {
            float slope = scale[channel] / XMath.Sqrt(variance[channel] + epsilon);
            factor[channel] = slope;
            addend[channel] = shift[channel] - mean[channel] * slope;
        }
    }
}
