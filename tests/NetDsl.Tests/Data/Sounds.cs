using System.Buffers.Binary;

namespace NetDsl.Tests;

/// <summary>WAV files to load.</summary>
internal static class Sounds
{
    /// <param name="extension">Behind the format's 16 bytes.</param>
    /// <param name="extra">A chunk of another name in front of the data; of any length.</param>
    internal static byte[] Wav(
        int format,
        int bits,
        byte[] data,
        int channels = 1,
        int rate = 8_000,
        byte[]? extension = null,
        byte[]? extra = null)
    {
        int frame = channels * bits / 8;
        byte[] header =
        [
            .. Two(format), .. Two(channels), .. Four(rate), .. Four(rate * frame), .. Two(frame), .. Two(bits),
            .. extension ?? [],
        ];
        byte[] list = extra is null ? [] : Chunk("LIST"u8, extra);
        return Chunk("RIFF"u8, [.. "WAVE"u8, .. list, .. Chunk("fmt "u8, header), .. Chunk("data"u8, data)]);
    }

    /// <summary>16 bits, all values alike.</summary>
    internal static byte[] Plain(int length, short value, int channels = 1, int rate = 8_000)
    {
        var data = new byte[2 * length * channels];
        for (int i = 0; i < data.Length; i += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(i), value);
        }

        return Wav(1, 16, data, channels, rate);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content) =>
        [.. name, .. Four(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Four(int value) => [.. Two(value), .. Two(value >> 16)];
}
