namespace NetDsl;

/// <summary>A recording: WAV, that is RIFF with PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64 bits.</summary>
/// <remarks>Microsoft and IBM 1991, "Multimedia Programming Interface and Data Specifications 1.0", and Microsoft's
/// WAVEFORMATEXTENSIBLE. Where a program that wrote into a pipe could not state the length (0, 0xFFFFFFFF, 0x7FFFFFFF
/// and near), all that follows is read; bytes that are no whole value at the end are left out. Read here, for the
/// libraries that do are not to be had as pure managed code that compiles to native.</remarks>
public sealed class Wav
{
    internal Wav(float[] samples, int channels, int rate) => (Samples, Channels, Rate) = (samples, channels, rate);

    /// <summary>[values a channel, <see cref="Channels"/>]: whole numbers as −1 … 1, floats as they are.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>1 for mono, 2 for stereo.</summary>
    public int Channels { get; }

    /// <summary>Values of each channel a second.</summary>
    public int Rate { get; }

    /// <summary>Values of each channel.</summary>
    public int Length => Samples.Length / Channels;

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">It is missing, no WAV, or damaged; the message says which and how.</exception>
    public static Wav Read(string path)
    {
        try
        {
            return WavReader.Read(RegularFile.Read(path));
        }
        catch (UnreadableException exception)
        {
            throw new DataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The mean of the channels.</summary>
    /// <returns>[<see cref="Length"/>]</returns>
    public float[] Mix()
    {
        ReadOnlySpan<float> samples = Samples.Span;
        var mixed = new float[Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            float sum = 0;
            for (int channel = 0; channel < Channels; channel++)
            {
                sum += samples[i * Channels + channel];
            }

            mixed[i] = sum / Channels;
        }

        return mixed;
    }
}
