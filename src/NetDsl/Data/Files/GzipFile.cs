using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace NetDsl;

/// <summary>A gzipped file (RFC 1952), of one member or several one behind the other, with zeros behind them or
/// not.</summary>
internal sealed class GzipFile(byte[] bytes) : IDisposable
{
    private const int TrailerLength = 8;

    private readonly GZipStream stream = new(new MemoryStream(bytes), CompressionMode.Decompress);

    internal static bool IsOne(byte[] bytes) => bytes is [0x1f, 0x8b, ..];

    /// <summary>As many of the next bytes as there are.</summary>
    /// <exception cref="DataException">They are damaged.</exception>
    internal int Read(Span<byte> plain)
    {
        try
        {
            return stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DataException($"its gzip data is damaged ({exception.Message}); copy it again", exception);
        }
    }

    /// <summary>Whether it ends as it should: GZipStream takes some files that were cut off for whole ones. The last
    /// member ends in the checksum and the size, modulo 2³², of its content, little-endian; zeros may follow, as tapes
    /// and disk blocks are filled.</summary>
    /// <param name="plain">All of the content.</param>
    /// <exception cref="DataException">It does not.</exception>
    internal void CheckEnd(ReadOnlySpan<byte> plain)
    {
        // the trailer may end in zeros itself
        int end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (int last = Math.Max(end, TrailerLength); last <= Math.Min(bytes.Length, end + TrailerLength); last++)
        {
            ReadOnlySpan<byte> trailer = bytes.AsSpan(last - TrailerLength, TrailerLength);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
            if (size <= plain.Length
                && Crc32.HashToUInt32(plain[^(int)size..]) == BinaryPrimitives.ReadUInt32LittleEndian(trailer))
            {
                return;
            }
        }

        throw new DataException(
            $"its gzip data is cut off or damaged: it unzips to {plain.Length:N0} bytes, whose checksum is not at " +
            "its end; copy it again");
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
