using System.Buffers.Binary;
using System.IO.Compression;

namespace NetDsl;

/// <summary>One IDX file: a magic number, the sizes, big-endian, and the values, bytes.</summary>
internal sealed record IdxFile(int[] Sizes, byte[] Values)
{
    // two zero bytes, 8: unsigned bytes, then the number of dimensions
    internal const uint LabelMagic = 0x00000801;
    internal const uint ImageMagic = 0x00000803;

    /// <exception cref="DataException">The file is missing or damaged; the message starts with its path.</exception>
    internal static IdxFile Read(string path, uint magic)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return Parse(bytes is [0x1f, 0x8b, ..] ? Unzip(bytes) : bytes, magic);
        }
        catch (DataException exception)
        {
            throw new DataException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: there is no such file (looked at {Path.GetFullPath(path)})", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static byte[] Unzip(byte[] bytes)
    {
        try
        {
            using var plain = new MemoryStream();
            using var unzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            unzip.CopyTo(plain);
            CheckTrailer(bytes, plain);
            return plain.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DataException($"its gzip data is damaged ({exception.Message}); copy it again", exception);
        }
    }

    // GZipStream takes some files that were cut off for whole ones. A file that gzip writes ends in its unzipped size,
    // modulo 2³² (RFC 1952; one member, as MNIST is published)
    private static void CheckTrailer(byte[] bytes, MemoryStream plain)
    {
        if (bytes.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(^4)) != (uint)plain.Length)
        {
            throw new DataException(
                $"its gzip data is cut off or damaged: it unzips to {plain.Length:N0} bytes, not to what its end " +
                "states; copy it again");
        }
    }

    private static IdxFile Parse(byte[] bytes, uint magic)
    {
        int dimensions = (int)(magic & 0xff);
        int headerLength = sizeof(uint) * (1 + dimensions);
        string kind = magic == ImageMagic ? "images" : "labels";
        if (bytes.Length < headerLength)
        {
            throw new DataException(
                $"is cut off within its header: {headerLength} bytes expected, {bytes.Length} found; copy it again");
        }

        uint found = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (found != magic)
        {
            string hint = found switch
            {
                ImageMagic => ": it holds images",
                LabelMagic => ": it holds labels",
                _ => "",
            };
            throw new DataException(
                $"is not an IDX file of {kind}: it starts with 0x{found:x8}, not 0x{magic:x8}{hint}");
        }

        var sizes = new int[dimensions];
        long count = 1;
        for (int i = 0; i < dimensions; i++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(sizeof(uint) * (1 + i)));
            // no file this reads has as many values: stop before the product overflows
            count = size <= int.MaxValue && count * size <= int.MaxValue
                ? count * size
                : throw new DataException($"states more {kind} than fit into memory: its header is damaged");
            sizes[i] = (int)size;
        }

        long length = bytes.Length - headerLength;
        if (length < count)
        {
            throw new DataException(
                $"is cut off: {sizes[0]:N0} {kind} are {count:N0} bytes, but {length:N0} are there; copy it again");
        }

        return length == count
            ? new IdxFile(sizes, bytes[headerLength..])
            : throw new DataException($"has {length - count:N0} bytes after its {sizes[0]:N0} {kind}: it is damaged");
    }
}
