namespace NetDsl;

/// <summary>WAV to signals of one length.</summary>
internal sealed class SoundDecoder(int length, SoundLength rule, bool mix, int rate) : IFileDecoder<float>
{
    /// <inheritdoc/>
    public Shape Shape { get; } = new(1, length);

    /// <inheritdoc/>
    public void Decode(byte[] file, Span<float> destination)
    {
        Wav wav = WavReader.Read(file);
        if (wav.Rate != rate)
        {
            throw new MismatchException(
                $"has {wav.Rate:N0} values a second, not {rate:N0}; convert the recordings to one rate");
        }

        if (wav.Channels != 1 && !mix)
        {
            throw new MismatchException($"has {wav.Channels} channels; with mix: true their mean is taken");
        }

        SoundLength needed = wav.Length < length ? SoundLength.Pad : wav.Length > length ? SoundLength.Cut : default;
        if (!rule.HasFlag(needed))
        {
            throw new MismatchException(
                $"is of {wav.Length:N0} values, not {length:N0}; ask for that, or say how it is to become so with " +
                "SoundLength.Pad, Cut or PadOrCut");
        }

        ReadOnlySpan<float> samples = wav.Channels == 1 ? wav.Samples.Span : wav.Mix();
        int taken = Math.Min(length, samples.Length);
        samples[..taken].CopyTo(destination);
        destination[taken..].Clear();
    }
}
