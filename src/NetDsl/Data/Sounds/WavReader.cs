using System.Buffers.Binary;

namespace NetDsl;

/// <summary>Reads a WAV's chunks: a name of four letters, a length, and as many bytes, filled up to an even
/// number.</summary>
internal ref struct WavReader
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    // stated by programs that write into a pipe: ffmpeg 0xFFFFFFFF, sox 0x7FFFF000, others 0x7FFFFFFF; none this large
    // is read
    private const uint Unknown = 0x7FFF_F000;

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
                SoundKinds.Hint(file)
                ?? $"is no WAV: it starts with {Convert.ToHexString(file[..4])}, not 'RIFF' and 'WAVE'");
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
            if (name.SequenceEqual("data"u8))
            {
                RequireFormat();
                data = DataFrom(at, length);
                return;
            }

            if (length > file.Length - at)
            {
                throw new UnreadableException("is cut off");
            }

            if (name.SequenceEqual("fmt "u8))
            {
                format = file.Slice(at, (int)length);
            }

            // a zero fills up an odd chunk; some programs leave it out
            at += (int)length;
            at += length % 2 == 1 && at < file.Length && file[at] == 0 ? 1 : 0;
        }

        throw new UnreadableException("is cut off: there is no 'data' in it");
    }

    /// <summary>The sound: what is stated, or, where a program that wrote into a pipe could not know how much it would
    /// be, all that follows.</summary>
    private readonly ReadOnlySpan<byte> DataFrom(int at, uint length)
    {
        ReadOnlySpan<byte> rest = file[at..];
        if (length >= Unknown || (length == 0 && !IsChunk(rest)))
        {
            return rest;
        }

        // of a value that is stated but for some bytes, nothing is missing
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        uint frame = (uint)Math.Max(1L, (long)channels * bits / 8);
        return length <= rest.Length ? rest[..(int)length]
            : length / frame == (uint)rest.Length / frame ? rest
            : throw new UnreadableException(
                $"is cut off: it states {length:N0} bytes of sound, {rest.Length:N0} are there");
    }

    /// <summary>Whether nothing, or another chunk, follows: no sound was meant to.</summary>
    private static bool IsChunk(ReadOnlySpan<byte> rest) => rest.Length < 8
        ? rest.IsEmpty
        : !rest[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~')
            && BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) <= rest.Length - 8;

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
        // what is left over is part of a value: of a program that was stopped, or a byte too many
        int frames = data.Length / (size * channels);
        if (frames == 0)
        {
            throw new UnreadableException($"has no sound: {data.Length:N0} bytes are less than one value");
        }

        var samples = new float[frames * channels];
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
