using Xunit;

namespace NetDsl.Tests;

public sealed class SoundFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, 1L << 30)]
    [InlineData(true, 0)]
    public void Recordings_are_padded_and_cut_where_that_is_stated(bool zip, long limit)
    {
        (string, byte[])[] files =
        [
            ("train/no/1.wav", Sounds.Plain(2, 16_384)),
            ("train/yes/2.wav", Sounds.Plain(5, -16_384)),
            ("test/no/3.wav", Sounds.Plain(3, 8_192)),
        ];
        string path = zip ? Pictures.Zip(folder, files) : Pictures.Folder(folder, files);
        var data = SoundFolder.Load(path, 3, SoundLength.PadOrCut, options: new() { MemoryLimit = limit });
        Assert.Equal([0.5f, 0.5f, 0], data.Training.Sound(0).ToArray());
        Assert.Equal([-0.5f, -0.5f, -0.5f], data.Training.Sound(1).ToArray());
        Assert.Equal([0.25f, 0.25f, 0.25f], data.Test!.Sound(0).ToArray());
        Assert.Equal(
            (new Shape(1, 3), 8_000, "no yes"),
            (data.Training.InputShape, data.Training.Rate, string.Join(' ', data.Training.LabelNames)));
        AssertRefused(
            "train/no/1.wav is of 2 values, not 3; ask for that, or say how",
            () => Read(SoundFolder.Load(path, 3, SoundLength.Cut)));
        AssertRefused(
            "train/yes/2.wav is of 5 values, not 3; ask for that, or say how",
            () => Read(SoundFolder.Load(path, 3, SoundLength.Pad)));
        AssertRefused("of 2 values, not 3", () => Read(SoundFolder.Load(path, 3)));
    }

    [Fact]
    public void Stereo_and_another_rate_are_errors_that_name_the_file()
    {
        string path =
            Pictures.Folder(folder, ("a/1.wav", Sounds.Plain(4, 1)), ("a/2.wav", Sounds.Plain(4, 2, channels: 2)));
        AssertRefused("a/2.wav has 2 channels; with mix: true their mean is taken", () => SoundFolder.Load(path, 4));
        Assert.Equal(2, SoundFolder.Load(path, 4, mix: true).Training.Count);
        AssertRefused(
            "has 8,000 values a second, not 16,000; convert the recordings to one rate",
            () => SoundFolder.Load(path, 4, mix: true, rate: 16_000));
        string mixed =
            Pictures.Folder(folder, ("a/1.wav", Sounds.Plain(4, 1)), ("a/2.wav", Sounds.Plain(4, 1, rate: 44_100)));
        AssertRefused("a/2.wav has 44,100 values a second, not 8,000", () => SoundFolder.Load(mixed, 4));
    }

    [Fact]
    public void An_unreadable_recording_is_named_and_stops_nothing_unless_asked()
    {
        string path =
            Pictures.Folder(
                folder,
                ("a/1.wav", []),
                ("a/2.wav", Sounds.Plain(4, 1)),
                ("b/3.wav", Sounds.Plain(4, 1)[..^2]),
                ("b/4.wav", Sounds.Plain(4, 1)));
        var data = SoundFolder.Load(path, 4);
        Assert.Equal(2, data.Training.Count);
        Assert.Equal(
            [new("a/1.wav", RegularFile.Empty), new("b/3.wav", "is cut off: it states 8 bytes of sound, 6 are there")],
            data.Unreadable);
        AssertRefused("a/1.wav is empty", () => SoundFolder.Load(path, 4, options: new() { Strict = true }));
    }

    [SharedDataFact]
    public void Spoken_digits_are_read_from_the_zip()
    {
        var data = SoundFolder.Load(SharedData.SpokenDigits, 8_000, SoundLength.PadOrCut);
        Assert.Equal((900, 300, 8_000), (data.Training.Count, data.Test!.Count, data.Training.Rate));
        Assert.Equal("0 1 2 3 4 5 6 7 8 9", string.Join(' ', data.Training.LabelNames));
        Assert.Empty(data.Unreadable);
        for (int i = 0; i < data.Training.Count; i++)
        {
            Assert.InRange(data.Training.Sound(i).ToArray().Max(), 0.001f, 1);
        }
    }

    private static void Read(FolderDataSet<LabelledSounds> data)
    {
        for (int i = 0; i < data.Training.Count; i++)
        {
            data.Training.Sound(i);
        }
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<DataException>(action).Message);
}
