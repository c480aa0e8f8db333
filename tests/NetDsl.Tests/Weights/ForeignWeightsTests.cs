using Xunit;

namespace NetDsl.Tests;

/// <summary>Weight files of other programs: what they hold beyond the network's own tensors.</summary>
public sealed class ForeignWeightsTests : IDisposable
{
    private static readonly (string, string, int[], int)[] Fruit =
        [("fruit.weight", "F32", [3, 2], 24), ("fruit.bias", "F32", [3], 12)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("I64", 8)]
    [InlineData("I32", 4)]
    [InlineData("U8", 1)]
    [InlineData("BOOL", 1)]
    public void Whole_numbers_that_only_the_file_has_are_skipped_and_named(string type, int bytes)
    {
        using var model = FruitClassifier.Create(1);
        LoadReport report = model.Load(File([.. Fruit, ("bn1.num_batches_tracked", type, [], bytes)]));
        Assert.Equal(
            [new("bn1.num_batches_tracked", LoadOutcome.Skipped, null, new Shape())], report.Of(LoadOutcome.Skipped));
        Assert.EndsWith("; in the file, but not taken: bn1.num_batches_tracked scalar", report.ToString());
        Assert.All(model.AllParameters(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("F16", 2)]
    [InlineData("F32", 4)]
    public void Other_floats_that_only_the_file_has_are_of_another_network(string type, int bytes)
    {
        using var model = FruitClassifier.Create(1);
        string path = File([.. Fruit, ("nut.scale", type, [], bytes)]);
        var exception = Assert.Throws<WeightsException>(() => model.Load(path));
        Assert.Equal(
            $"{path}: has a tensor nut.scale scalar, which FruitClassifier has not; it is of another network",
            exception.Message);
    }

    [Fact]
    public void A_type_is_judged_only_where_the_tensor_is_taken()
    {
        string path = File(
            ("hidden.weight", "F32", [2, 2], 16), ("hidden.bias", "F32", [2], 8), ("fruit.weight", "F16", [3, 2], 12),
            ("fruit.bias", "BF16", [3], 6));
        using var model = TwoLayers.Create(1);
        LoadReport report = model.Load(path, except: [model.Fruit]);
        Assert.Equal(["fruit.weight", "fruit.bias"], report.Of(LoadOutcome.Skipped).Select(tensor => tensor.Name));

        var exception = Assert.Throws<WeightsException>(() => model.Load(path));
        Assert.Equal(
            $"{path}: tensor fruit.weight is of type F16; only F32 is read: convert it to 32-bit floats; tensor fruit.bias " +
            "is of type BF16; only F32 is read: convert it to 32-bit floats",
            exception.Message);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Values_that_are_not_finite_are_refused_with_their_tensor_number_and_place(float value, string text)
    {
        float[] weights = [0, 1, value, 3, value, 5];
        WeightTensor[] tensors =
            [new("fruit.weight", new Shape(3, 2), weights), new("fruit.bias", new Shape(3), new float[3])];
        SafetensorsWriter.Write(folder.File("w"), new(new Dictionary<string, string>(), tensors));
        using var model = FruitClassifier.Create(1);
        float[] before = model.AllParameters();
        var exception = Assert.Throws<WeightsException>(() => model.Load(folder.File("w")));
        Assert.Equal(
            $"{folder.File("w")}: tensor fruit.weight has 2 of 6 values infinite or not a number, the first ({text}) at " +
            "index 2: what wrote it had diverged",
            exception.Message);
        Assert.Equal(before, model.AllParameters());
    }

    private string File(params (string, string, int[], int)[] tensors) =>
        folder.File("w", SafetensorsFile.Zeros(tensors));
}
