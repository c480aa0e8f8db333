using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The values of a channel in a batch [examples, channels, area], shared out among groups of threads: a group
/// for each channel (X) and part (Y). The sizes alone decide the parts: results are the same bits each time.</summary>
internal readonly struct ChannelParts
{
    private const int ValuesOfPart = 2048;
    private const int MaximalParts = 64;

    private readonly int channels;
    private readonly ChannelStep step;
    private readonly int values;
    private readonly int parts;
    private readonly int valuesOfPart;

    /// <param name="threads">Of each group.</param>
    public ChannelParts(int count, int channels, int area, int threads)
    {
        this.channels = channels;
        step = new(area, threads);
        values = checked(count * area);
        parts = Math.Clamp(
            (values - 1) / ValuesOfPart + 1, 1, Math.Clamp(Launcher.ScratchFloats / (2 * channels), 1, MaximalParts));
        valuesOfPart = (values - 1) / parts + 1;
    }

    public int Channels => channels;

    public int Parts => parts;

    /// <summary>Values of a channel.</summary>
    public int Values => values;

    public Index3D Groups => new(channels, parts, 1);

    /// <summary>The thread's first value in its group's part.</summary>
    public int First => Start(Grid.IdxY) + Group.IdxX;

    /// <summary>Behind the last value of its group's part.</summary>
    public int End => Start(Grid.IdxY + 1);

    /// <summary>Where a part begins among the channel's values.</summary>
    public int Start(int part) => IntrinsicMath.Min(values, part * valuesOfPart);

    /// <summary>Room for two values of each part, [parts, channels]: of a single part where the results go
    /// anyway.</summary>
    public (ArrayView<float> First, ArrayView<float> Second) Room(Launcher launcher, GpuBuffer first, GpuBuffer second)
    {
        if (parts == 1)
            return (first.View, second.View);
        int size = parts * channels;
        return (launcher.Scratch.SubView(0, size), launcher.Scratch.SubView(size, size));
    }

    /// <summary>The thread's way from <see cref="First"/> on.</summary>
    public ChannelWalk Walk() => new(step, Grid.IdxX, First);
}
