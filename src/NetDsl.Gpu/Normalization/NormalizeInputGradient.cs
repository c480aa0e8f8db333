using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>dx = γ / σ · (g − dβ / n − x̂ · dγ / n), with g the gradient before the activation and n a channel's values
/// (Ioffe and Szegedy 2015).</summary>
internal readonly struct NormalizeInputGradient(
    GpuBuffer input,
    GpuBuffer mean,
    GpuBuffer variance,
    GpuBuffer scale,
    GpuBuffer sumGradient,
    GpuBuffer scaleGradient,
    GpuBuffer shiftGradient,
    GpuBuffer inputGradient,
    ChannelParts channels,
    float epsilon) : IKernel
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> mean = mean.View;
    private readonly ArrayView<float> variance = variance.View;
    private readonly ArrayView<float> scale = scale.View;
    private readonly ArrayView<float> sumGradient = sumGradient.View;
    private readonly int sumStride = sumGradient.Stride;
    private readonly ArrayView<float> scaleGradient = scaleGradient.View;
    private readonly ArrayView<float> shiftGradient = shiftGradient.View;
    private readonly ArrayView<float> inputGradient = inputGradient.View;
    private readonly int gradientStride = inputGradient.Stride;
    private readonly ChannelParts channels = channels;
    private readonly float epsilon = epsilon;
    private readonly float correction = (channels.Values - 1f) / channels.Values;

    public void Run()
    {
        int channel = Grid.IdxX;
        int end = channels.End;
        float middle = mean[channel];
        float inverse = 1 / XMath.Sqrt(variance[channel] * correction + epsilon);
        float factor = scale[channel] * inverse;
        float common = shiftGradient[channel] / channels.Values;
        float slope = scaleGradient[channel] / channels.Values * inverse;
        var walk = channels.Walk();
        for (int value = channels.First; value < end; value += Group.DimX)
        {
            float distance = input[walk.Place(inputStride)] - middle;
            float rest = sumGradient[walk.Place(sumStride)] - common - distance * slope;
            inputGradient[walk.Place(gradientStride)] = factor * rest;
            walk.Step();
        }
    }
}
