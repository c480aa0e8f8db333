using System.Buffers.Binary;

namespace NetDsl;

/// <summary>One IDX file: a magic number, the sizes, big-endian, and the values, bytes.</summary>
internal sealed record IdxFile(int[] Sizes, ReadOnlyMemory<byte> Values)
{
    // two zero bytes, 8: unsigned bytes, then the number of dimensions
    internal const uint LabelMagic = 0x00000801;
    internal const uint ImageMagic = 0x00000803;

    /// <exception cref="DataException">The file is missing or damaged; the message starts with its path.</exception>
    internal static IdxFile Read(string path, uint magic)
    {
        byte[] bytes = DataFile.Read(path);
        try
        {
            return GzipFile.IsOne(bytes) ? ReadZipped(bytes, magic) : ReadPlain(bytes, magic);
        }
        catch (DataException exception)
        {
            throw new DataException($"{path}: {exception.Message}", exception);
        }
    }

    private static IdxFile ReadPlain(byte[] bytes, uint magic)
    {
        int headerLength = HeaderLength(magic);
        int[] sizes = ParseHeader(bytes, magic, bytes.Length - (long)headerLength);
        long count = Count(sizes);
        long length = bytes.Length - headerLength;
        return length == count
            ? new IdxFile(sizes, bytes.AsMemory(headerLength))
            : throw new DataException(
                $"has {length - count:N0} bytes after its {sizes[0]:N0} {Kind(magic)}: it is damaged");
    }

    /// <summary>Takes memory for what the header states, once that can be there.</summary>
    private static IdxFile ReadZipped(byte[] bytes, uint magic)
    {
        using var file = new GzipFile(bytes);
        byte[] header = new byte[HeaderLength(magic)];
        header = header[..file.Read(header)];
        int[] sizes = ParseHeader(header, magic, Deflate.Most(bytes.Length));
        long count = Count(sizes);
        var plain = new byte[header.Length + count];
        header.CopyTo(plain, 0);
        int read = file.Read(plain.AsSpan(header.Length));
        if (read < count)
        {
            throw CutOff(sizes, magic, count, read);
        }

        if (file.Read(new byte[1]) > 0)
        {
            throw new DataException($"has more bytes after its {sizes[0]:N0} {Kind(magic)}: it is damaged");
        }

        file.CheckEnd(plain);
        return new IdxFile(sizes, plain.AsMemory(header.Length));
    }

    private static int HeaderLength(uint magic) => sizeof(uint) * (1 + (int)(magic & 0xff));

    private static string Kind(uint magic) => magic == ImageMagic ? "images" : "labels";

    private static long Count(int[] sizes) => sizes.Aggregate(1L, (count, size) => count * size);

    private static DataException CutOff(int[] sizes, uint magic, long expected, long found) => new(
        $"is cut off: {sizes[0]:N0} {Kind(magic)} are {expected:N0} bytes, but {found:N0} are there; copy it again");

    /// <param name="bytes">The file's first.</param>
    /// <param name="most">Values that there can be.</param>
    private static int[] ParseHeader(ReadOnlySpan<byte> bytes, uint magic, long most)
    {
        if (bytes.Length < HeaderLength(magic))
        {
            throw new DataException(
                $"is cut off within its header: {HeaderLength(magic)} bytes expected, {bytes.Length} found; copy it " +
                "again");
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
                $"is not an IDX file of {Kind(magic)}: it starts with 0x{found:x8}, not 0x{magic:x8}{hint}");
        }

        var sizes = new uint[magic & 0xff];
        UInt128 count = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(sizeof(uint) * (1 + i))..]);
            count *= sizes[i];
        }

        // room for the header too
        if (count > (UInt128)(Array.MaxLength - bytes.Length) || sizes.Any(size => size > int.MaxValue))
        {
            throw new DataException(
                $"states {string.Join("×", sizes)} values, {count:N0} bytes, but at most {Array.MaxLength:N0} are " +
                "read as one set: split the file, or, if it is smaller, its header is damaged");
        }

        int[] whole = Array.ConvertAll(sizes, size => (int)size);
        return count <= (UInt128)most ? whole : throw CutOff(whole, magic, (long)count, most);
    }
}
