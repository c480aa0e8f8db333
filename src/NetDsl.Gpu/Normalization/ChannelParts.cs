using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The values of a channel in a batch [examples, channels, area], shared out among groups of threads: a group
/// for each channel (X) and part (Y). The sizes alone decide the parts: results are the same bits each time.</summary>
internal readonly struct ChannelParts(int count, int channels, int area)
{
    private const int ValuesOfPart = 2048;
    private const int MaximalParts = 64;

    private readonly int channels = channels;
    private readonly int area = area;
    private readonly int values = count * area;
    private readonly int parts = Math.Clamp(
        (count * area - 1) / ValuesOfPart + 1, 1, Math.Clamp(Launcher.ScratchFloats / (2 * channels), 1, MaximalParts));

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
    public int Start(int part) => IntrinsicMath.Min(values, part * ((values - 1) / parts + 1));

    /// <summary>Room for two values of each part, [parts, channels]: of a single part where the results go
    /// anyway.</summary>
    public (ArrayView<float> First, ArrayView<float> Second) Room(Launcher launcher, GpuBuffer first, GpuBuffer second)
    {
        if (parts == 1)
            return (first.View, second.View);
        int size = parts * channels;
        return (launcher.Scratch.SubView(0, size), launcher.Scratch.SubView(size, size));
    }

    /// <summary>Where a value of the group's channel lies in a tensor.</summary>
    public int Place(int value, int stride) =>
        value / area * stride + Grid.IdxX * area + value % area;
}
