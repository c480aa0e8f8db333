using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>A normalisation by given statistics as a factor and an addend for each channel.</summary>
/// <param name="scale">[channels], as the others are.</param>
internal readonly struct NormalizationScaling(
    ArrayView<float> scale, ArrayView<float> shift, ArrayView<float> mean, ArrayView<float> variance, float epsilon)
{
    private readonly ArrayView<float> scale = scale;
    private readonly ArrayView<float> shift = shift;
    private readonly ArrayView<float> mean = mean;
    private readonly ArrayView<float> variance = variance;
    private readonly float epsilon = epsilon;

    public float Factor(int channel) => scale[channel] / XMath.Sqrt(variance[channel] + epsilon);

    public float Addend(int channel, float factor) => shift[channel] - mean[channel] * factor;
}
