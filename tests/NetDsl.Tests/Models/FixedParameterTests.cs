using Xunit;

namespace NetDsl.Tests;

public sealed class FixedParameterTests
{
    private static readonly ModelLayout Layout = FruitClassifier.Layout with
    {
        Parameters =
        [
            .. FruitClassifier.Layout.Parameters,
            new("blur.weight", 32, new Shape(2), ParameterKind.Fixed, default, 0, 0, Values: [0.25f, -1]),
        ],
        ParameterFloats = 48,
    };

    [Fact]
    public void Starts_as_the_file_states()
    {
        var values = new float[48];
        ParameterInitializer.Initialize(Layout, seed: 3, values);
        Assert.Equal([0.25f, -1, 0], values[32..35]);
    }

    [Fact]
    public void Is_not_in_weight_files() => Assert.Equal(
        ["fruit.weight", "fruit.bias"], ModelWeights.Tensors(Layout, new float[48]).Select(tensor => tensor.Name));

    [Fact]
    public void Stays_when_weights_are_loaded()
    {
        var values = new float[48];
        ParameterInitializer.Initialize(Layout, seed: 3, values);
        var content = new SafetensorsContent(
            new Dictionary<string, string>(), ModelWeights.Tensors(Layout, new float[48]));
        ModelWeights.Gather(Layout, content, values);
        Assert.Equal(new float[32], values[..32]);
        Assert.Equal([0.25f, -1], values[32..34]);
    }

    [Fact]
    public void Cannot_be_written()
    {
        using var model = FruitClassifier.Create();
        var tensor = new ParameterTensor(model, Layout.Parameters[2]);
        var exception = Assert.Throws<InvalidOperationException>(() => tensor.CopyFrom([1, 2]));
        Assert.Equal("blur.weight is fixed: change its values in the network's file", exception.Message);
    }
}
