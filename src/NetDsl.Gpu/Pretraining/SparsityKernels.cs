using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>A channel's mean over batch and area, by the threads of a group.</summary>
/// <param name="items">Of a channel: batch · area.</param>
internal readonly struct ChannelMean(GpuBuffer codes, ChannelStep step, int items)
{
    // means are taken as this far from 0 and 1 at least, where the penalty is infinite
    private const float Margin = 1e-6f;

    private readonly ArrayView<float> codes = codes.View;
    private readonly int stride = codes.Stride;
    private readonly ChannelStep step = step;
    private readonly int items = items;

    public int Items => items;

    public float Of(int channel, ArrayView<float> shared)
    {
        float sum = 0;
        var walk = Walk(channel);
        for (int item = Group.IdxX; item < items; item += Group.DimX)
        {
            sum += codes[walk.Place(stride)];
            walk.Step();
        }

        float mean = GroupReduction.Sum(sum, shared) / items;

        // a NaN stays one, so that it is found
        return mean < Margin ? Margin : mean > 1 - Margin ? 1 - Margin : mean;
    }

    /// <summary>A thread's way through a channel's items.</summary>
    public ChannelWalk Walk(int channel) => new(step, channel, Group.IdxX);
}

/// <summary>[groups]: the penalty of every so many channels.</summary>
internal readonly struct SparsityValue(
    GpuBuffer codes, ArrayView<float> penalties, float target, float weight, int channels, ChannelStep step, int batch)
    : IKernel
{
    private readonly ChannelMean means = new(codes, step, batch * step.Area);
    private readonly ArrayView<float> penalties = penalties;
    private readonly float target = target;
    private readonly float weight = weight;
    private readonly int channels = channels;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int channel = Grid.IdxX; channel < channels; channel += Grid.DimX)
        {
            float mean = means.Of(channel, shared);
            sum += target * XMath.Log(target / mean) + (1 - target) * XMath.Log((1 - target) / (1 - mean));
        }

        if (Group.IdxX == 0)
            penalties[Grid.IdxX] = weight * sum;
    }
}

/// <summary>Adds the sum of all groups' penalties to each example's loss.</summary>
internal readonly struct AddPenalty(ArrayView<float> penalties, ArrayView<float> losses, int groups, int batch)
    : IKernel
{
    private readonly ArrayView<float> penalties = penalties;
    private readonly ArrayView<float> losses = losses;
    private readonly int groups = groups;
    private readonly int batch = batch;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int index = Group.IdxX; index < groups; index += Group.DimX)
            sum += penalties[index];
        float penalty = GroupReduction.Sum(sum, shared);
        for (int example = Group.IdxX; example < batch; example += Group.DimX)
            losses[example] += penalty;
    }
}

/// <summary>The codes' gradient: a group for each of so many channels.</summary>
internal readonly struct SparsityGradient(
    GpuBuffer codes,
    GpuBuffer outputGradient,
    GpuBuffer inputGradient,
    float target,
    float weight,
    int channels,
    ChannelStep step,
    int batch) : IKernel
{
    private readonly ChannelMean means = new(codes, step, batch * step.Area);
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int outputStride = outputGradient.Stride;
    private readonly ArrayView<float> inputGradient = inputGradient.View;
    private readonly int inputStride = inputGradient.Stride;
    private readonly float target = target;
    private readonly float weight = weight;
    private readonly int channels = channels;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        for (int channel = Grid.IdxX; channel < channels; channel += Grid.DimX)
        {
            float mean = means.Of(channel, shared);
            float slope = weight * ((1 - target) / (1 - mean) - target / mean) / means.Items;
            var walk = means.Walk(channel);
            for (int item = Group.IdxX; item < means.Items; item += Group.DimX)
            {
                inputGradient[walk.Place(inputStride)] = outputGradient[walk.Place(outputStride)] + slope;
                walk.Step();
            }
        }
    }
}
