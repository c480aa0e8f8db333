using Xunit;

namespace NetDsl.Tests;

/// <summary>Loading all of a file but some layers, and the report of it.</summary>
public sealed class LoadTests
{
    [Fact]
    public void A_whole_file_is_reported_as_loaded()
    {
        using var folder = new TemporaryFolder();
        using var saved = FruitClassifier.Create(1);
        using var model = FruitClassifier.Create(2);
        saved.Save(folder.File("w"));
        LoadReport report = model.Load(folder.File("w"));

        Assert.Equal((folder.File("w"), "FruitClassifier"), (report.Path, report.Network));
        Assert.Equal(
            [
                new("fruit.weight", LoadOutcome.Loaded, new Shape(3, 2), new Shape(3, 2)),
                new("fruit.bias", LoadOutcome.Loaded, new Shape(3), new Shape(3)),
            ],
            report.Tensors);
        Assert.Equal($"loaded {report.Path}, of network FruitClassifier: 2 of 2 tensors, 9 values", report.ToString());
    }

    [Fact]
    public void Layers_that_are_left_out_keep_their_values_whatever_the_file_has_for_them()
    {
        using var folder = new TemporaryFolder();
        using var model = TwoLayers.Create(1);
        float[] before = model.AllParameters();
        string path = Write(
            folder,
            "Larger",
            Full("hidden.weight", 2, 2),
            Full("hidden.bias", 2),
            Full("fruit.weight", 7, 2),
            Full("fruit.bias", 3),
            Full("fruit.extra", 5));
        LoadReport report = model.Load(path, except: [model.Fruit]);

        float[] after = model.AllParameters();
        Assert.Equal([1, 1, 1, 1], after[..4]);
        Assert.Equal([1, 1], after[32..34]);
        Assert.Equal(before[16..22], after[16..22]);
        Assert.Equal(before[48..51], after[48..51]);
        Assert.Equal(
            [
                new("hidden.weight", LoadOutcome.Loaded, new Shape(2, 2), new Shape(2, 2)),
                new("fruit.weight", LoadOutcome.Mismatched, new Shape(3, 2), new Shape(7, 2)),
                new("hidden.bias", LoadOutcome.Loaded, new Shape(2), new Shape(2)),
                new("fruit.bias", LoadOutcome.Skipped, new Shape(3), new Shape(3)),
                new("fruit.extra", LoadOutcome.Skipped, null, new Shape(5)),
            ],
            report.Tensors);
        Assert.Equal(
            $"loaded {path}, of network Larger: 2 of 4 tensors, 6 values; of another shape in the file, with their " +
            "first values: fruit.weight 3×2 (in the file 7×2); in the file, but not taken: fruit.bias 3, fruit.extra 5",
            report.ToString());
    }

    [Fact]
    public void A_layer_that_the_file_has_not_is_new()
    {
        using var folder = new TemporaryFolder();
        using var model = TwoLayers.Create(1);
        string path = Write(folder, "Smaller", Full("hidden.weight", 2, 2), Full("hidden.bias", 2));
        LoadReport report = model.Load(path, except: [model.Fruit]);

        Assert.Equal(["fruit.weight", "fruit.bias"], report.Of(LoadOutcome.New).Select(tensor => tensor.Name));
        Assert.EndsWith("; new, with their first values: fruit.weight 3×2, fruit.bias 3", report.ToString());
    }

    [Fact]
    public void All_that_does_not_fit_is_named_at_once_and_nothing_is_loaded()
    {
        using var folder = new TemporaryFolder();
        using var model = TwoLayers.Create(1);
        float[] before = model.AllParameters();
        string path = Write(
            folder, "Other", Full("hidden.weight", 4, 2), Full("hidden.bias", 5), Full("a.weight", 1), Full("b.weight", 2));
        var exception = Assert.Throws<WeightsException>(() => model.Load(path, except: [model.Fruit]));

        Assert.Equal(
            $"{path}: tensor hidden.weight is 4×2, but TwoLayers has 2×2 there; tensor hidden.bias is 5, but TwoLayers " +
            "has 2 there; has tensors a.weight 1, b.weight 2, which TwoLayers has not; it is of another network; " +
            "to take the other layers from it, as before training a new head, leave out hidden with except",
            exception.Message);
        Assert.Equal(before, model.AllParameters());
    }

    [Fact]
    public void Several_missing_tensors_are_named()
    {
        using var folder = new TemporaryFolder();
        using var model = TwoLayers.Create(1);
        string path = Write(folder, "Other", Full("fruit.weight", 3, 2));
        var exception = Assert.Throws<WeightsException>(() => model.Load(path, except: [model.Fruit]));
        Assert.Equal(
            $"{path}: has no tensors hidden.weight 2×2, hidden.bias 2, which TwoLayers needs; to take the other layers from " +
            "it, as before training a new head, leave out hidden with except",
            exception.Message);
    }

    [Fact]
    public void A_layer_of_another_model_is_refused()
    {
        using var model = TwoLayers.Create(1);
        using var other = TwoLayers.Create(1);
        var exception = Assert.Throws<ArgumentException>(() => model.Load("w", except: [other.Fruit]));
        Assert.Contains("fruit.weight is of another model", exception.Message);
    }

    [Theory]
    [InlineData("s_c.weight", true)]
    [InlineData("s.weight", true)]
    [InlineData("s_d_e.weight", true)]
    [InlineData("sd.weight", false)]
    [InlineData("c2.weight", true)]
    [InlineData("c2_conv1.weight", false)]
    [InlineData("c2_gone.weight", true)]
    [InlineData("without", false)]
    public void Names_mean_layers_uses_of_blocks_and_what_the_file_has_under_them(string tensor, bool isMeant)
    {
        ModelLayout layout = FruitClassifier.Layout with
        {
            Layers = [.. new[] { "s_c", "sd", "c2", "c2_conv1" }.Select(name => new LayerLayout(name, default))],
        };
        var names = new LayerNames(layout, ["s", "c2", "u"]);
        Assert.Equal(isMeant, names.Contains(tensor));
        Assert.Equal(["u"], names.Unknown);
    }

    private static WeightTensor Full(string name, params int[] sizes)
    {
        var shape = new Shape(sizes);
        var values = new float[shape.Count];
        Array.Fill(values, 1);
        return new WeightTensor(name, shape, values);
    }

    private static string Write(TemporaryFolder folder, string network, params WeightTensor[] tensors)
    {
        var metadata = new Dictionary<string, string> { [ModelWeights.NetworkKey] = network };
        SafetensorsWriter.Write(folder.File("w"), new(metadata, tensors));
        return folder.File("w");
    }
}
