using System.Runtime.Versioning;
using Xunit;

namespace NetDsl.Tests;

/// <summary>Every public member that takes a path: what cannot be one is an error of the documented kind.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Wrong => ["", " ", "a\0b", "a/\0"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Reading_data_from_no_path_is_a_DataException(string path) =>
        AssertAll<DataException>(DataReaders, path);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Weights_at_no_path_are_a_WeightsException(string path)
    {
        using var model = FruitClassifier.Create();
        AssertAll<WeightsException>(WeightUses(model), path);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Metrics_at_no_path_are_a_MetricsException(string path) =>
        AssertAll<MetricsException>(MetricsUses, path);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Checkpoints_at_no_path_are_a_CheckpointException(string path)
    {
        using var model = FruitClassifier.Create();
        AssertAll<CheckpointException>(CheckpointUses(model), path);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_said()
    {
        using var model = FruitClassifier.Create();
        Assert.All(AssertAll<DataException>(DataReaders[..5], folder.Path), message => Assert.Contains("is a folder", message));
        Assert.All(
            AssertAll<WeightsException>(WeightUses(model)[..2], folder.Path),
            message => Assert.Contains("is a folder", message));
        AssertAll<MetricsException>(MetricsUses, folder.Path);
        AssertAll<CheckpointException>(CheckpointUses(model), folder.Path);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        using var model = FruitClassifier.Create();
        string path = Path.Combine(folder.File("file", [1]), "below", "w");
        Assert.Throws<WeightsException>(() => model.Save(path));
        AssertAll<MetricsException>(MetricsUses, path);
        AssertAll<CheckpointException>(CheckpointUses(model), path);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Pipes_and_devices_are_never_opened()
    {
        Assert.Equal(0, MakePipe(folder.File("pipe")));
        File.CreateSymbolicLink(folder.File("link"), folder.File("pipe"));
        using var model = FruitClassifier.Create();
        foreach (string path in new[] { folder.File("pipe"), folder.File("link"), "/dev/zero" })
        {
            Assert.All(
                AssertAll<DataException>(DataReaders[..7], path), message => Assert.Contains(RegularFile.Empty, message));
            Assert.Throws<WeightsException>(() => model.Load(path));
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Pipes_among_a_folders_examples_are_listed()
    {
        string root = Pictures.Folder(
            folder, ("a/1.png", Pictures.Plain(1)), ("b/2.png", Pictures.Plain(2)));
        Assert.Equal(0, MakePipe(Path.Combine(root, "b", "3.png")));
        var data = ImageFolder.Load(root, 1, 2, 3);
        Assert.Equal([new("b/3.png", RegularFile.Empty)], data.Unreadable);
        Assert.Equal(2, data.Training.Count);
    }

    // files first, then what may be a ZIP, then folders
    private Action<string>[] DataReaders =>
    [
        path => Idx.ReadLabels(path),
        path => Idx.ReadImages(path, path),
        path => Wav.Read(path),
        path => Image.Load(path, 1, 2, 3),
        path => Idx.ReadImages(path, folder.File("none")),
        path => ImageFolder.Load(path, 1, 2, 3),
        path => SoundFolder.Load(path, 3),
        path => Idx.Load(path),
        path => Emnist.Load(path, EmnistSplit.Letters),
        path => Cifar.Load(path),
        path => Cifar.LoadHundred(path),
    ];

    private static Action<string>[] MetricsUses =>
    [
        path => new CsvMetrics(path),
        path => new JsonLinesMetrics(path),
        path => new CurvesProgress(path),
        path => TrainingCurves.Save(new StageReport("s", [], null), path),
        path => new LinePlot("title", "x", "y", []).Save(path),
    ];

    private static Action<string>[] WeightUses(FruitClassifier model) =>
    [
        path => model.Save(path),
        path => model.Load(path),
        path => model.Run(Samples.Schedule() with { Load = new WeightLoad(path) }, Samples.FruitData()),
        path => model.Run(
            Samples.Schedule() with { Load = new WeightLoad("w") },
            Samples.FruitData(),
            options: new() { WeightsFolder = path }),
    ];

    private static Action<string>[] CheckpointUses(FruitClassifier model) =>
    [
        path => model.Run(Samples.Schedule(), Samples.FruitData(), options: new() { Resume = path }),
        path => model.Run(
            Samples.Schedule(),
            Samples.FruitData(),
            options: new() { CheckpointPath = path },
            cancellation: new CancellationToken(canceled: true)),
    ];

    private static List<string> AssertAll<TException>(Action<string>[] uses, string path)
        where TException : Exception =>
        [.. uses.Select(use => Assert.Throws<TException>(() => use(path)).Message)];

    private static int MakePipe(string path) => mkfifo(path, 0b110_000_000);

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int mkfifo(string path, uint mode);
}

/// <summary>A test of what only Unix has.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no such files";
        }
    }
}
