using System.Buffers.Binary;

namespace NetDsl;

/// <summary>Reads a WAV's chunks: a name of four letters, a length, and as many bytes, filled up to an even
/// number.</summary>
internal ref struct WavReader
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    private readonly ReadOnlySpan<byte> file;
    private ReadOnlySpan<byte> format;
    private ReadOnlySpan<byte> data;

    private WavReader(ReadOnlySpan<byte> file) => this.file = file;

    /// <exception cref="UnreadableException">It is no WAV, damaged, or of a kind that is not read.</exception>
    internal static Wav Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12)
        {
            throw new UnreadableException(file.Length == 0 ? "is empty" : "is cut off");
        }

        if (!file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            throw new UnreadableException(
                $"is no WAV: it starts with {Convert.ToHexString(file[..4])}, not 'RIFF' and 'WAVE'");
        }

        var reader = new WavReader(file);
        reader.FindChunks();
        return reader.ReadSamples();
    }

    private void FindChunks()
    {
        int at = 12;
        while (file.Length - at >= 8)
        {
            ReadOnlySpan<byte> name = file.Slice(at, 4);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            at += 8;
            bool isData = name.SequenceEqual("data"u8);
            if (length > file.Length - at)
            {
                throw new UnreadableException(isData
                    ? $"is cut off: it states {length:N0} bytes of sound, {file.Length - at:N0} are there"
                    : "is cut off");
            }

            if (isData)
            {
                data = file.Slice(at, (int)length);
                RequireFormat();
                return;
            }

            if (name.SequenceEqual("fmt "u8))
            {
                format = file.Slice(at, (int)length);
            }

            // the last byte that fills up an odd chunk may be missing
            at = (int)Math.Min(file.Length, at + (long)length + length % 2);
        }

        throw new UnreadableException("is cut off: there is no 'data' in it");
    }

    private readonly void RequireFormat()
    {
        if (format.Length < 16)
        {
            throw new UnreadableException("is damaged: its format is not stated in front of its data");
        }
    }

    private readonly Wav ReadSamples()
    {
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (kind == Extensible && format.Length >= 26)
        {
            kind = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]); // its GUID starts with the plain number
        }

        if (channels is 0 or > 64 || rate is 0 or > 10_000_000)
        {
            throw new UnreadableException(
                $"states {channels} channels of {rate:N0} values a second: its header is damaged");
        }

        bool isKnown = kind == Pcm ? bits is 8 or 16 or 24 or 32 : kind == Float && bits is 32 or 64;
        if (!isKnown)
        {
            throw new UnreadableException(
                $"is of format {kind} with {bits} bits; PCM of 8, 16, 24 or 32 bits and floats of 32 or 64 are read");
        }

        int size = bits / 8;
        if (data.IsEmpty || data.Length % (size * channels) != 0)
        {
            throw new UnreadableException($"is damaged: {data.Length:N0} bytes are no whole number of values");
        }

        var samples = new float[data.Length / size];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = Sample(data.Slice(i * size, size), kind);
        }

        return Array.TrueForAll(samples, float.IsFinite)
            ? new Wav(samples, channels, (int)rate)
            : throw new UnreadableException("has values that are infinite or no numbers");
    }

    /// <summary>−2^(bits − 1) becomes −1.</summary>
    private static float Sample(ReadOnlySpan<byte> value, int kind) => (kind, value.Length) switch
    {
        (Pcm, 1) => (value[0] - 128) / 128f, // the one that has no sign
        (Pcm, 2) => BinaryPrimitives.ReadInt16LittleEndian(value) / 32_768f,
        (Pcm, 3) => ((sbyte)value[2] << 16 | value[1] << 8 | value[0]) / 8_388_608f,
        (Pcm, _) => BinaryPrimitives.ReadInt32LittleEndian(value) / 2_147_483_648f,
        (_, 4) => BinaryPrimitives.ReadSingleLittleEndian(value),
        _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
    };
}
