using ILGPU;

namespace NetDsl.Gpu;

/// <summary>How a kernel goes through a batch [examples, channels, area] with each value's channel known and no
/// division: examples (Z), planes (Y) and the values of a plane (X). A plane is a channel, or, where the area is 1, an
/// example's channels.</summary>
internal readonly struct ChannelRows(int examples, int channels, int area)
{
    private readonly int isEach = area == 1 ? 1 : 0;

    public int Examples { get; } = examples;

    public int Planes { get; } = area == 1 ? 1 : channels;

    public int Length { get; } = area == 1 ? channels : area;

    /// <summary>The thread's first example.</summary>
    public static int FirstExample => Grid.IdxZ;

    /// <summary>From one example to the next.</summary>
    public static int ExampleStride => Grid.DimZ;

    /// <summary>A value's channel.</summary>
    public int Channel(int plane, int index) => plane + index * isEach;
}
