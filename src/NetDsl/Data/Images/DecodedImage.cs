using StbImageSharp;

namespace NetDsl;

/// <summary>A PNG's or JPEG's pixels, as StbImageSharp gives them.</summary>
/// <param name="Pixels">[height, width, channels], 0 … 255.</param>
/// <param name="Channels">1 grey, 2 grey and opacity, 3 colours, 4 colours and opacity.</param>
internal readonly record struct DecodedImage(byte[] Pixels, int Channels, int Height, int Width)
{
    // what fits the largest picture a camera takes; a damaged header states any
    private const long MostPixels = 1L << 28;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> Jpeg => [0xff, 0xd8, 0xff];

    /// <summary>Channels, height and width without decoding.</summary>
    /// <exception cref="UnreadableException">It is no PNG or JPEG, or damaged.</exception>
    internal static (int Channels, int Height, int Width) ReadSize(byte[] file)
    {
        if (file.Length == 0)
        {
            throw new UnreadableException("is empty");
        }

        if (file.AsSpan().StartsWith(Png))
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
        return (long)info.Width * info.Height is > 0 and <= MostPixels
            ? ((int)info.ColorComponents, info.Height, info.Width)
            : throw new UnreadableException(
                $"states a size of {info.Width}×{info.Height} pixels: its header is damaged");
    }

    /// <summary>The pixels.</summary>
    /// <exception cref="UnreadableException">It is no PNG or JPEG, damaged, or partly transparent.</exception>
    internal static DecodedImage Read(byte[] file)
    {
        ReadSize(file);
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
