namespace NetDsl;

/// <summary>Other kinds of sound files, some of which are named <c>.wav</c> too.</summary>
internal static class SoundKinds
{
    private const string Convert = "convert it: ffmpeg -i FILE -c:a pcm_s16le OUT.wav";

    /// <summary>What a file is that is no WAV, and what to do; null: not known.</summary>
    /// <param name="file">At least twelve bytes.</param>
    internal static string? Hint(ReadOnlySpan<byte> file) =>
        file.StartsWith("RF64"u8) || file.StartsWith("BW64"u8)
            ? $"is RF64, WAV's form for more than 4 GiB, which is not read; {Convert}"
        : file.StartsWith("NIST_1A"u8)
            ? "is NIST SPHERE, as the files of TIMIT are though they are named .wav; convert it: " +
              "sox -t sph FILE OUT.wav"
        : file.StartsWith("RIFX"u8) ? $"is RIFX, WAV with its bytes in the other order, which is not read; {Convert}"
        : file.StartsWith("RIFF"u8) ? $"is RIFF, but no WAV; {Convert}"
        : file.StartsWith("riff"u8) ? $"is Wave64, which is not read; {Convert}"
        : file.StartsWith("FORM"u8) ? $"is AIFF, which is not read; {Convert}"
        : file.StartsWith(".snd"u8) ? $"is Sun's .au, which is not read; {Convert}"
        : file.StartsWith("fLaC"u8) ? $"is FLAC, which is not read; {Convert}"
        : file.StartsWith("OggS"u8) ? $"is Ogg, which is not read; {Convert}"
        : file.StartsWith("ID3"u8) || (file[0] == 0xff && file[1] >= 0xe0) ? $"is MP3, which is not read; {Convert}"
        : null;
}
