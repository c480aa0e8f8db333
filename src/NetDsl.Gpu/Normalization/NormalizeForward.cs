using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Normalises by given statistics, and scales, shifts, adds the residual and activates.</summary>
internal readonly struct NormalizeForward<TActivation>(
    GpuBuffer input,
    GpuBuffer scale,
    GpuBuffer shift,
    GpuBuffer residual,
    GpuBuffer output,
    GpuBuffer mean,
    GpuBuffer variance,
    ChannelParts channels,
    float epsilon) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> scale = scale.View;
    private readonly ArrayView<float> shift = shift.View;
    private readonly ArrayView<float> residual = (residual.Exists ? residual : input).View;
    private readonly int residualStride = residual.Stride;
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly ArrayView<float> mean = mean.View;
    private readonly ArrayView<float> variance = variance.View;
    private readonly ChannelParts channels = channels;
    private readonly float epsilon = epsilon;

    // the batch's own variance divides by n
    private readonly float correction = (channels.Values - 1f) / channels.Values;

    public void Run()
    {
        int channel = Grid.IdxX;
        int end = channels.End;
        float middle = mean[channel];
        float factor = scale[channel] / XMath.Sqrt(variance[channel] * correction + epsilon);
        float start = shift[channel];
        var walk = channels.Walk();
        for (int value = channels.First; value < end; value += Group.DimX)
        {
            float sum = (input[walk.Place(inputStride)] - middle) * factor + start;
            if (residualStride > 0)
                sum += residual[walk.Place(residualStride)];
            output[walk.Place(outputStride)] = TActivation.Apply(sum);
            walk.Step();
        }
    }
}
