using ILGPU;

namespace NetDsl.Gpu;

/// <summary>
/// Of gradients [batch, channels, area]: turns the gradient after the activation into the one before it, in place, and
/// sums it over batch and area for each channel: the bias's gradient. A group for each channel (X) and part (Y).
/// </summary>
internal readonly struct ChannelGradient<TActivation>(
    GpuBuffer output,
    GpuBuffer gradient,
    ArrayView<float> sums,
    int channels,
    ChannelStep step,
    int items,
    int part) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly int gradientStride = gradient.Stride;
    private readonly ArrayView<float> sums = sums;
    private readonly int channels = channels;
    private readonly ChannelStep step = step;
    private readonly int items = items;
    private readonly int part = part;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int channel = Grid.IdxX;
        int end = IntrinsicMath.Min(items, (Grid.IdxY + 1) * part);
        float sum = 0;
        int first = Grid.IdxY * part + Group.IdxX;
        var walk = new ChannelWalk(step, channel, first);
        for (int item = first; item < end; item += Group.DimX)
        {
            int index = walk.Place(gradientStride);
            float value = gradient[index];
            if (!TActivation.IsIdentity)
            {
                value *= TActivation.Derivative(output[walk.Place(outputStride)]);
                gradient[index] = value;
            }

            sum += value;
            walk.Step();
        }

        float total = GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            sums[Grid.IdxY * channels + channel] = total;
    }
}
