using Xunit;

namespace NetDsl.Tests;

/// <summary>Weight files of a network that has been renamed since, or whose classes have.</summary>
public sealed class RenamedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_the_network_under_its_former_name_says_how_it_is_loaded()
    {
        using var model = FruitClassifier.Create(1);
        string path = Write("Fruits", null);
        var exception = Assert.Throws<WeightsException>(() => model.Load(path));
        Assert.Equal(
            $"{path}: holds network Fruits, not FruitClassifier; its tensors fit: if FruitClassifier is that network " +
            "under a new name, say so with Load(path, renamedFrom: \"Fruits\")",
            exception.Message);

        Assert.Equal("Fruits", model.Load(path, renamedFrom: "Fruits").Network);
        Assert.Equal(
            $"{path}: holds network Fruits, not Nuts",
            Assert.Throws<WeightsException>(() => model.Load(path, renamedFrom: "Nuts")).Message);
    }

    [Fact]
    public void Save_writes_the_classes_names()
    {
        using var model = FruitClassifier.Create(1);
        model.Save(folder.File("w"));
        Assert.Equal("apple,pear,plum", SafetensorsReader.Read(folder.File("w")).Metadata["labels"]);
        Assert.Empty(model.Load(folder.File("w")).Notes);
    }

    [Fact]
    public void Renamed_classes_are_loaded_and_told()
    {
        using var model = FruitClassifier.Create(1);
        LoadReport report = model.Load(Write("FruitClassifier", "apple,birne,plum"));
        Assert.Equal(["classes that had other names when the file was saved: pear (there birne)"], report.Notes);
        Assert.EndsWith("; " + report.Notes[0], report.ToString());
    }

    [Fact]
    public void Classes_in_another_order_are_refused_with_a_way_out()
    {
        using var model = TwoLayers.Create(1);
        string path = Write("TwoLayers", "plum,apple,pear", Zeros("hidden.weight", 2, 2), Zeros("hidden.bias", 2));
        var exception = Assert.Throws<WeightsException>(() => model.Load(path));
        Assert.Equal(
            $"{path}: was saved with the classes plum, apple, pear, but TwoLayers's are apple, pear, plum: apple is " +
            "number 1 there and 0 here, so its answers would be called wrongly. Write the classes in the file's order, or " +
            "leave out fruit with except and train it anew",
            exception.Message);
        Assert.Equal(2, model.Load(path, except: [model.Fruit]).Of(LoadOutcome.Loaded).Count());
    }

    [Fact]
    public void Classes_added_and_removed_are_named_where_the_shapes_do_not_fit()
    {
        using var model = FruitClassifier.Create(1);
        var metadata = new Dictionary<string, string> { ["network"] = "FruitClassifier", ["labels"] = "apple,quince" };
        SafetensorsWriter.Write(
            folder.File("w"), new(metadata, [Zeros("fruit.weight", 2, 2), Zeros("fruit.bias", 2)]));
        var exception = Assert.Throws<WeightsException>(() => model.Load(folder.File("w")));
        Assert.EndsWith(
            "leave out fruit with except; the file tells 2 classes apart, FruitClassifier 3; new: pear, plum; gone: " +
            "quince: layer fruit must be trained anew",
            exception.Message);
    }

    private string Write(string network, string? labels, params WeightTensor[] others)
    {
        var metadata = new Dictionary<string, string> { ["network"] = network };
        if (labels is not null)
        {
            metadata["labels"] = labels;
        }

        SafetensorsWriter.Write(
            folder.File("w"), new(metadata, [Zeros("fruit.weight", 3, 2), Zeros("fruit.bias", 3), .. others]));
        return folder.File("w");
    }

    private static WeightTensor Zeros(string name, params int[] sizes)
    {
        var shape = new Shape(sizes);
        return new WeightTensor(name, shape, new float[shape.Count]);
    }
}
