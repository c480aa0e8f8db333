using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>One example's sizes, without the batch: features, channels × length, or channels × height × width.</summary>
public sealed record Shape(EquatableArray<int> Sizes)
{
    public static Shape Features(int count) => new(new EquatableArray<int>([count]));

    public static Shape Image(int channels, int height, int width) =>
        new(new EquatableArray<int>([channels, height, width]));

    public int Rank => Sizes.Count;

    /// <summary>Values in one example. A long, for a product of legal sizes can pass 2^31.</summary>
    public long Count => Sizes.Aggregate(1L, (product, size) => product * size);

    public int Channels => Sizes[0];

    public int Height => Sizes[1];

    public int Width => Sizes[2];

    public override string ToString() => string.Join("×", Sizes);
}
