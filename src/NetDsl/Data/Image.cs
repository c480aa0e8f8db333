namespace NetDsl;

/// <summary>One image of a set: a view of its bytes, [<see cref="Channels"/>, <see cref="Height"/>,
/// <see cref="Width"/>], row-major, 0 … 255.</summary>
public readonly struct Image
{
    private readonly ReadOnlyMemory<byte> pixels;

    /// <summary>An image over bytes that it does not copy.</summary>
    /// <exception cref="ShapeException">There are not channels · height · width bytes.</exception>
    public Image(ReadOnlyMemory<byte> pixels, int channels, int height, int width)
    {
        if (pixels.Length != (long)channels * height * width)
        {
            throw ShapeException.Count(
                "an image", $"{channels}×{height}×{width}", (long)channels * height * width, pixels.Length);
        }

        (this.pixels, Channels, Height, Width) = (pixels, channels, height, width);
    }

    /// <summary>1 for grey, 3 for colours.</summary>
    public int Channels { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Values: channels · height · width.</summary>
    public int Count => pixels.Length;

    /// <summary>[channels, height, width], 0 … 255.</summary>
    public ReadOnlySpan<byte> Pixels => pixels.Span;

    /// <summary>Copies the values: [channels, height, width], 0 … 1.</summary>
    /// <exception cref="ShapeException"><paramref name="destination"/> has less room than
    /// <see cref="Count"/>.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Count)
        {
            throw ShapeException.Count(
                "the image's destination", $"{Channels}×{Height}×{Width}", Count, destination.Length);
        }

        PixelConversion.ToUnit(Pixels, destination);
    }

    /// <summary>The values: [channels, height, width], 0 … 1.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }
}
