using System.Buffers.Binary;
using System.IO.Compression;

namespace NetDsl;

/// <summary>Whether a PNG's compressed data can be what its header states: known before memory is taken for
/// it.</summary>
internal static class PngData
{
    private const int HeaderAt = PngChecksums.SignatureLength + 8;

    // data that cannot become more than this beyond what is stated is not counted first
    private const long Uncounted = 1L << 26;

    /// <param name="file">With whole chunks: <see cref="PngChecksums.Check"/>.</param>
    /// <exception cref="UnreadableException">It states more than its data can become, or its data becomes more than it
    /// states.</exception>
    internal static void Check(byte[] file, long width, long height)
    {
        int depth = file[HeaderAt + 8];
        int samples = file[HeaderAt + 9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        // a row is filled up to whole bytes, with one in front; interlaced, the rows of seven parts
        long least = height * ((width * samples * depth + 7) / 8);
        long most = 2 * least + 14 * (width + height) + 64;
        List<ReadOnlyMemory<byte>> parts = DataOf(file);
        long compressed = parts.Sum(part => (long)part.Length);
        if (!Deflate.CanHold(compressed, least))
        {
            throw new UnreadableException(
                $"states a size of {width}×{height} pixels, {least:N0} bytes, more than its {compressed:N0} of " +
                "compressed data can hold: it is cut off or damaged");
        }

        if (Deflate.Most(compressed) > most + Uncounted && Unzipped(parts, most) > most)
        {
            throw new UnreadableException(
                $"states a size of {width}×{height} pixels, but unzips to more than the {least:N0} bytes of these: " +
                "it is damaged");
        }
    }

    private static List<ReadOnlyMemory<byte>> DataOf(byte[] file)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        for (int at = PngChecksums.SignatureLength; file.Length - at >= 12;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 12)
            {
                break; // behind the last chunk
            }

            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                parts.Add(file.AsMemory(at + 8, length));
            }

            at += 12 + length;
        }

        return parts;
    }

    /// <summary>Bytes that the data becomes; beyond <paramref name="most"/> not counted to the end.</summary>
    private static long Unzipped(List<ReadOnlyMemory<byte>> parts, long most)
    {
        using var compressed = new MemoryStream();
        parts.ForEach(part => compressed.Write(part.Span));
        compressed.Position = 0;
        using var plain = new ZLibStream(compressed, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        long count = 0;
        try
        {
            for (int read = -1; read != 0 && count <= most;)
            {
                read = plain.Read(buffer);
                count += read;
            }
        }
        catch (InvalidDataException)
        {
            // the decoder will say so
        }

        return count;
    }
}
