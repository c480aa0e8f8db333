using StbImageSharp;

namespace NetDsl;

/// <summary>A PNG's or JPEG's pixels, as StbImageSharp gives them.</summary>
/// <param name="Pixels">[height, width, channels], 0 … 255.</param>
/// <param name="Channels">1 grey, 2 grey and opacity, 3 colours, 4 colours and opacity.</param>
internal readonly record struct DecodedImage(byte[] Pixels, int Channels, int Height, int Width)
{
    // a block of 8×8 values takes at least a bit (ITU-T T.81): its DC coefficient's code
    private const long MostPixelsOfJpegByte = 8 * 64;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> Jpeg => [0xff, 0xd8, 0xff];

    /// <summary>Channels, height and width without decoding.</summary>
    /// <exception cref="UnreadableException">It is no PNG or JPEG, damaged, states more pixels than are decoded or than
    /// it can hold, or unzips to more than it states.</exception>
    internal static (int Channels, int Height, int Width) ReadSize(
        byte[] file, long maximumPixels = Image.MaximumPixels)
    {
        if (file.Length == 0)
        {
            throw new UnreadableException("is empty");
        }

        bool isPng = file.AsSpan().StartsWith(Png);
        if (isPng)
        {
            PngChecksums.Check(file);
        }
        else if (!file.AsSpan().StartsWith(Jpeg))
        {
            string start = Convert.ToHexString(file.AsSpan(0, Math.Min(4, file.Length)));
            throw new UnreadableException($"is neither PNG nor JPEG: it starts with {start}");
        }

        using var stream = new GuardedStream(file);
        ImageInfo info = Guard(stream, () => ImageInfo.FromStream(stream)) ?? throw Damaged(stream);
        RequireBudget(info.Width, info.Height, maximumPixels);
        if (isPng)
        {
            PngData.Check(file, info.Width, info.Height);
        }
        else if ((long)info.Width * info.Height > file.Length * MostPixelsOfJpegByte)
        {
            throw new UnreadableException(
                $"states a size of {info.Width}×{info.Height} pixels, more than its {file.Length:N0} bytes can hold: " +
                "it is cut off or damaged");
        }

        return ((int)info.ColorComponents, info.Height, info.Width);
    }

    private static void RequireBudget(long width, long height, long maximumPixels)
    {
        if (width <= 0 || height <= 0)
        {
            throw new UnreadableException($"states a size of {width}×{height} pixels: its header is damaged");
        }

        // four channels in one array
        maximumPixels = Math.Min(maximumPixels, Array.MaxLength / 4);
        if (width * height > maximumPixels)
        {
            throw new UnreadableException(
                $"states a size of {width}×{height} pixels, {width * height:N0}, more than the {maximumPixels:N0} " +
                $"that are decoded ({nameof(FolderOptions)}.{nameof(FolderOptions.MaximumPixels)}, or Image.Load's " +
                "maximumPixels)");
        }
    }

    /// <summary>The pixels.</summary>
    /// <exception cref="UnreadableException">It is no PNG or JPEG, damaged, or partly transparent.</exception>
    internal static DecodedImage Read(byte[] file, long maximumPixels = Image.MaximumPixels)
    {
        ReadSize(file, maximumPixels);
        using var stream = new GuardedStream(file);
        ImageResult result = Guard(stream, () => ImageResult.FromStream(stream));
        if (stream.IsCutOff)
        {
            throw Damaged(stream);
        }

        var image = new DecodedImage(result.Data, (int)result.Comp, result.Height, result.Width);
        return image.Channels % 2 != 0 || image.IsOpaque()
            ? image
            : throw new UnreadableException("is partly transparent: lay it on a background first");
    }

    private static TResult Guard<TResult>(GuardedStream stream, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // whatever a damaged file makes the decoder stumble over
            throw Damaged(stream, exception);
        }
    }

    private static UnreadableException Damaged(GuardedStream stream, Exception? inner = null) =>
        stream.IsCutOff
            ? new UnreadableException("is cut off", inner!)
            : new UnreadableException("cannot be decoded: it is damaged or of a rare kind; save it anew", inner!);

    private bool IsOpaque()
    {
        for (int i = Channels - 1; i < Pixels.Length; i += Channels)
        {
            if (Pixels[i] != 255)
            {
                return false;
            }
        }

        return true;
    }
}
