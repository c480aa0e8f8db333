using System.Buffers.Binary;
using System.IO.Hashing;

namespace NetDsl;

/// <summary>The checksums in a PNG, which the decoder passes over: each chunk is its length, name, data and the CRC of
/// name and data (PNG specification, 5.3).</summary>
internal static class PngChecksums
{
    internal const int SignatureLength = 8;

    /// <exception cref="UnreadableException">A chunk is damaged, or the last is missing.</exception>
    internal static void Check(ReadOnlySpan<byte> file)
    {
        int at = SignatureLength;
        while (file.Length - at >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                break;
            }

            ReadOnlySpan<byte> body = file.Slice(at + 4, 4 + (int)length);
            if (Crc32.HashToUInt32(body) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            {
                throw new UnreadableException("is damaged: a checksum in the PNG does not match");
            }

            if (body.StartsWith("IEND"u8))
            {
                return;
            }

            at += 12 + (int)length;
        }

        throw new UnreadableException("is cut off");
    }
}
