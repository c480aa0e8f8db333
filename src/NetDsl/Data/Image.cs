namespace NetDsl;

/// <summary>One image of a set: a view of its bytes, [<see cref="Channels"/>, <see cref="Height"/>,
/// <see cref="Width"/>], row-major, 0 … 255.</summary>
public readonly struct Image
{
    /// <summary>Pixels of the largest image that is decoded unless a call states another number.</summary>
    public const long MaximumPixels = 100_000_000;

    /// <summary>Bytes of the largest file that is read as an image or a recording.</summary>
    internal const long MaximumFileBytes = 1L << 28;

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

    /// <summary>Reads a PNG or JPEG.</summary>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <param name="height">Rows that the image is to have.</param>
    /// <param name="width">Columns.</param>
    /// <param name="resize">What becomes of a file of another size or of other channels: unless stated, an
    /// error.</param>
    /// <param name="maximumPixels">Of the largest image that is decoded. Decoding takes some 12 bytes a pixel, of
    /// a PNG with 16 bits and opacity 32.</param>
    /// <exception cref="DataException">The file is missing, unreadable, larger than 256 MiB or
    /// <paramref name="maximumPixels"/>, or of another size; the message names it.</exception>
    public static Image Load(
        string path,
        int channels,
        int height,
        int width,
        Resize resize = Resize.None,
        long maximumPixels = MaximumPixels)
    {
        var decoder = new ImageDecoder(channels, height, width, resize, maximumPixels);
        return Decode($"{path}:", () => RegularFile.Read(path, MaximumFileBytes), decoder);
    }

    /// <summary>Reads a PNG or JPEG that is in memory, such as the body of a request.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <exception cref="DataException">It is unreadable, or larger than <paramref name="maximumPixels"/>, or of another
    /// size.</exception>
    /// <inheritdoc cref="Load"/>
    public static Image Decode(
        byte[] file,
        int channels,
        int height,
        int width,
        Resize resize = Resize.None,
        long maximumPixels = MaximumPixels) =>
        Decode("the image", () => file, new ImageDecoder(channels, height, width, resize, maximumPixels));

    private static Image Decode(string name, Func<byte[]> read, ImageDecoder decoder)
    {
        var pixels = new byte[decoder.Shape.Count];
        try
        {
            decoder.Decode(read(), pixels);
        }
        catch (Exception error) when (error is MismatchException or UnreadableException)
        {
            throw new DataException($"{name} {error.Message}", error);
        }

        ReadOnlySpan<int> sizes = decoder.Shape.Sizes;
        return new Image(pixels, sizes[0], sizes[1], sizes[2]);
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
