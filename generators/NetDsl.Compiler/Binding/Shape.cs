using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>One example's sizes, without the batch: features, channels × length, or channels × height × width.</summary>
public sealed record Shape(EquatableArray<int> Sizes)
{
    public static Shape Features(int count) => new(new EquatableArray<int>([count]));

    public static Shape Image(int channels, int height, int width) =>
        new(new EquatableArray<int>([channels, height, width]));

    public static Shape Signal(int channels, int length) => new(new EquatableArray<int>([channels, length]));

    public int Rank => Sizes.Count;

    /// <summary>Values in one example. A long, for a product of legal sizes can pass 2^31.</summary>
    public long Count => Sizes.Aggregate(1L, (product, size) => product * size);

    public int Channels => Sizes[0];

    /// <summary>Channels × length: for the kernels an image of one row.</summary>
    public bool IsSignal => Rank == 2;

    public int Height => IsSignal ? 1 : Sizes[1];

    /// <summary>Of a signal its length.</summary>
    public int Width => Sizes[Rank - 1];

    /// <summary>An image, or a signal as this one.</summary>
    public Shape WithPlanes(int channels, int height, int width) =>
        IsSignal ? Signal(channels, width) : Image(channels, height, width);

    /// <summary>The same height and width; of features another number of them.</summary>
    public Shape WithChannels(int channels) => Rank == 1 ? Features(channels) : WithPlanes(channels, Height, Width);

    public override string ToString() => string.Join("×", Sizes);
}
