using Xunit;

namespace NetDsl.Tests;

public sealed class WavTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whole_numbers_become_minus_1_to_1()
    {
        Assert.Equal([-1, 0, 127 / 128f], Read(Sounds.Wav(1, 8, [0, 128, 255])));
        Assert.Equal([-1, 0.5f, 32_767 / 32_768f], Read(Sounds.Wav(1, 16, [0x00, 0x80, 0x00, 0x40, 0xff, 0x7f])));
        Assert.Equal([-1, -1 / 8_388_608f, 0.5f], Read(Sounds.Wav(1, 24, [0, 0, 0x80, 0xff, 0xff, 0xff, 0, 0, 0x40])));
        Assert.Equal([-1, 0.5f], Read(Sounds.Wav(1, 32, [0, 0, 0, 0x80, 0, 0, 0, 0x40])));
    }

    [Fact]
    public void Floats_stay_as_they_are()
    {
        Assert.Equal(
            [1.5f, -0.25f],
            Read(Sounds.Wav(3, 32, [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-0.25f)])));
        Assert.Equal([0.125f], Read(Sounds.Wav(3, 64, BitConverter.GetBytes(0.125))));
    }

    [Fact]
    public void The_extensible_header_other_chunks_and_odd_lengths_are_understood()
    {
        byte[] file =
            Sounds.Wav(
                0xFFFE, 16, [0, 0x40], extension: [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]], extra: [1, 2, 3]);
        Assert.Equal([0.5f], Read(file));
    }

    [Fact]
    public void Stereo_is_interleaved_and_mixed_to_the_mean()
    {
        Wav wav = Wav.Read(folder.File("s.wav", Sounds.Wav(1, 16, [0, 0x40, 0, 0, 0, 0x80, 0, 0x40], channels: 2)));
        Assert.Equal((2, 2, 8_000), (wav.Channels, wav.Length, wav.Rate));
        Assert.Equal([0.5f, 0, -1, 0.5f], wav.Samples.ToArray());
        Assert.Equal([0.25f, -0.25f], wav.Mix());
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] whole = Sounds.Wav(1, 16, [1, 2, 3, 4]);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<UnreadableException>(() => Read(part));
        }

        AssertUnreadable("is cut off: it states 4 bytes of sound, 1 are there", whole[..^3]);
    }

    [Fact]
    public void What_is_not_read_is_said()
    {
        AssertUnreadable("is no WAV: it starts with 4D5A4D5A, not 'RIFF' and 'WAVE'", "MZMZ........"u8.ToArray());
        AssertUnreadable(
            "is of format 6 with 8 bits; PCM of 8, 16, 24 or 32 bits and floats of 32 or 64 are read",
            Sounds.Wav(6, 8, [1]));
        AssertUnreadable("has no sound: 1 bytes are less than one value", Sounds.Wav(1, 16, [1]));
        AssertUnreadable("has no sound: 0 bytes are less than one value", Sounds.Wav(1, 16, []));
        AssertUnreadable(
            "has values that are infinite or no numbers", Sounds.Wav(3, 32, BitConverter.GetBytes(float.NaN)));
        AssertUnreadable(
            "states 0 channels of 8,000 values a second: its header is damaged",
            Sounds.Wav(1, 16, [1, 2], channels: 0));
        Assert.Contains("there is no such file", Assert.Throws<DataException>(() => Wav.Read(folder.File("none"))).Message);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0x7FFF_F000u)]
    public void A_length_that_a_program_could_not_know_means_all_that_follows(uint length)
    {
        byte[] file = Stating(length, Sounds.Wav(1, 16, [0, 0x40, 0, 0xc0]));
        Assert.Equal([0.5f, -0.5f], Read(file));
        Assert.Equal([0.5f], Read(file[..^1])); // stopped in the middle of a value
    }

    [Fact]
    public void A_length_of_0_in_front_of_another_chunk_is_no_sound() => AssertUnreadable(
        "has no sound: 0 bytes are less than one value",
        [.. Sounds.Wav(1, 16, []), .. "LIST"u8, 4, 0, 0, 0, 1, 2, 3, 4]);

    [Fact]
    public void Bytes_that_are_no_whole_value_at_the_end_are_left_out()
    {
        byte[] file = Sounds.Wav(1, 16, [0, 0x40, 0, 0xc0, 7]);
        Assert.Equal([0.5f, -0.5f], Read(file));
        Assert.Equal([0.5f, -0.5f], Read(file[..^1])); // without the byte that fills it up
        Assert.Equal([0.5f, -0.5f], Read(file[..^2])); // a byte more stated than is there
        AssertUnreadable("is cut off: it states 5 bytes of sound, 3 are there", file[..^3]);
    }

    [Fact]
    public void A_frame_that_the_header_states_too_large_hides_no_missing_sound()
    {
        byte[] file = Sounds.Wav(1, 16, [1, 2, 3, 4]);
        file[32] = file[33] = 0xff;
        AssertUnreadable("is cut off: it states 4 bytes of sound, 2 are there", file[..^2]);
    }

    [Fact]
    public void An_odd_chunk_may_lack_the_byte_that_fills_it_up()
    {
        byte[] file = Sounds.Wav(1, 16, [0, 0x40], extra: [1, 2, 3]);
        int padding = file.AsSpan().IndexOf((byte[])[1, 2, 3, 0]) + 3;
        Assert.Equal([0.5f], Read([.. file[..padding], .. file[(padding + 1)..]]));
    }

    [Theory]
    [InlineData("RF64....WAVEds64", "is RF64, WAV's form for more than 4 GiB, which is not read; convert it: ffmpeg -i FILE")]
    [InlineData("NIST_1A\n   1024\n", "is NIST SPHERE, as the files of TIMIT are")]
    [InlineData("OggS............", "is Ogg, which is not read; convert it")]
    [InlineData("RIFF....AVI ....", "is RIFF, but no WAV; convert it")]
    public void Other_kinds_of_sound_are_named_with_a_way_out(string start, string message) => Assert.StartsWith(
        message, Assert.Throws<UnreadableException>(() => Read(System.Text.Encoding.ASCII.GetBytes(start))).Message);

    private static byte[] Stating(uint length, byte[] file)
    {
        int at = file.AsSpan().IndexOf("data"u8) + 4;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), length);
        return file;
    }

    private static float[] Read(byte[] file) => WavReader.Read(file).Samples.ToArray();

    private static void AssertUnreadable(string message, byte[] file) =>
        Assert.Equal(message, Assert.Throws<UnreadableException>(() => Read(file)).Message);
}
