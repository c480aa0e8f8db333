namespace NetDsl;

/// <summary>Images of bytes, each with a class: networks read the bytes 0 … 255 as 0 … 1.</summary>
public sealed class LabelledImages : ExampleSet
{
    private readonly ReadOnlyMemory<byte> pixels;
    private readonly ReadOnlyMemory<int> labels;

    /// <summary>Images over memory that is not copied.</summary>
    /// <param name="pixels">[count, channels, height, width]</param>
    /// <param name="labels">[count]: each image's class, from 0 on.</param>
    /// <exception cref="DataException">The numbers of pixels and labels do not agree, or a label is
    /// negative.</exception>
    public LabelledImages(ReadOnlyMemory<byte> pixels, ReadOnlyMemory<int> labels, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        InputShape = new Shape(channels, height, width);
        long expected = (long)labels.Length * InputShape.Count;
        if (pixels.Length != expected)
        {
            throw new DataException(
                $"{labels.Length:N0} labels need {labels.Length:N0} images of {InputShape}, {expected:N0} bytes, " +
                $"but there are {pixels.Length:N0} bytes");
        }

        int negative = labels.Span.IndexOfAnyExceptInRange(0, int.MaxValue);
        if (negative >= 0)
        {
            throw new DataException(
                $"label {labels.Span[negative]} of image {negative} is negative; classes count from 0");
        }

        (this.pixels, this.labels, Channels, Height, Width) = (pixels, labels, channels, height, width);
    }

    /// <summary>1 for grey, 3 for colours.</summary>
    public int Channels { get; }

    /// <summary>Rows of each image.</summary>
    public int Height { get; }

    /// <summary>Columns of each image.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override int Count => labels.Length;

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <summary>The images, by number.</summary>
    public ImageList Images => new(this);

    /// <summary>The classes, by number.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <inheritdoc/>
    public override int Label(int index) => labels.Span[index];

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) =>
        PixelConversion.ToUnit(Bytes(index).Span, destination);

    /// <inheritdoc/>
    public override LabelledImages Slice(int start, int count)
    {
        CheckRange(start, count);
        int size = InputShape.Count;
        return new LabelledImages(
            pixels.Slice(start * size, count * size), labels.Slice(start, count), Channels, Height, Width);
    }

    internal Image Image(int index) => new(Bytes(index), Channels, Height, Width);

    private ReadOnlyMemory<byte> Bytes(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        int size = Channels * Height * Width;
        return pixels.Slice(index * size, size);
    }
}
