using Xunit;

namespace NetDsl.Tests;

public sealed class ModelWeightsTests
{
    [Fact]
    public void Load_gives_back_what_Save_wrote()
    {
        using var folder = new TemporaryFolder();
        using var saved = FruitClassifier.Create(1);
        using var loaded = FruitClassifier.Create(2);
        string path = folder.File("new folder/fruit.safetensors");
        saved.Save(path);
        loaded.Load(path);
        Assert.Equal(saved.AllParameters(), loaded.AllParameters());
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Load_of_another_networks_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var line = LineRegressor.Create();
        line.Save(folder.File("w"));
        AssertRefused(
            folder.File("w"),
            "holds network LineRegressor, not FruitClassifier: has no tensors fruit.weight 3×2, fruit.bias 3, which " +
            "FruitClassifier needs; has tensors y.weight 1×1, y.bias 1, which FruitClassifier has not; it is of another " +
            "network" + WayOut);
    }

    [Fact]
    public void Load_of_a_tensor_of_another_shape_names_it_and_both_shapes()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, new("fruit.weight", new Shape(2, 3), new float[6]), Bias);
        AssertRefused(path, "tensor fruit.weight is 2×3, but FruitClassifier has 3×2 there" + WayOut);
    }

    [Fact]
    public void Load_without_a_tensor_names_it()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(Write(folder, Bias), "has no tensor fruit.weight 3×2, which FruitClassifier needs" + WayOut);
    }

    [Fact]
    public void Load_of_a_tensor_too_many_names_it()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, Bias, Weight, new("other.weight", new Shape(1), new float[1]));
        AssertRefused(path, "has a tensor other.weight 1, which FruitClassifier has not; it is of another network");
    }

    [Fact]
    public void Load_of_a_checkpoint_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var model = FruitClassifier.Create();
        model.Run(
            Samples.Schedule(),
            Samples.FruitData(),
            options: new RunOptions { CheckpointPath = folder.File("c") },
            cancellation: new CancellationToken(canceled: true));
        AssertRefused(folder.File("c"), "is a training run's checkpoint, not a weight file: resume that run with it");
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w", [1, 2, 3]);
        var exception = Assert.Throws<WeightsException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[1_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal(
            $"{path}: cannot be written: No space left on device; free some space or state a place where you may write. " +
            "What was there before is unchanged",
            exception.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Save_over_a_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("w"));
        using var model = FruitClassifier.Create();
        Assert.Throws<WeightsException>(() => model.Save(folder.File("w")));
        Assert.Equal([folder.File("w")], Directory.GetFileSystemEntries(folder.Path));
    }

    private const string WayOut =
        "; to take the other layers from it, as before training a new head, leave out fruit with except";

    private static WeightTensor Weight { get; } = new("fruit.weight", new Shape(3, 2), new float[6]);

    private static WeightTensor Bias { get; } = new("fruit.bias", new Shape(3), new float[3]);

    private static string Write(TemporaryFolder folder, params WeightTensor[] tensors)
    {
        SafetensorsWriter.Write(folder.File("w"), new(new Dictionary<string, string>(), tensors));
        return folder.File("w");
    }

    private static void AssertRefused(string path, string message)
    {
        using var model = FruitClassifier.Create(1);
        float[] before = model.AllParameters();
        var exception = Assert.Throws<WeightsException>(() => model.Load(path));
        Assert.Equal($"{path}: {message}", exception.Message);
        Assert.Equal(before, model.AllParameters());
    }
}
