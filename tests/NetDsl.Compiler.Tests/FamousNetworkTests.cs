using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Tests;

/// <summary>The examples' networks have the sizes that their papers and their re-implementations have.</summary>
public sealed class FamousNetworkTests
{
    [Theory]
    [InlineData("Digits/lenet5.net", "LeNet5", 61_706, 416_520, 6_518)]
    [InlineData("Vgg/vgg.net", "Vgg16", 138_357_544, 15_470_264_320, 13_556_712)]
    [InlineData("Vgg/vgg.net", "Vgg19", 143_667_240, 19_632_062_464, 14_861_288)]
    public void Network_has_so_many_parameters_multiply_adds_and_outputs(
        string file, string name, long parameters, long multiplyAdds, long outputs)
    {
        var network = Network(file, name);
        var isNeeded = LowerNetwork.Needed(network, isTraining: false);
        var layers = network.Layers.Where((_, index) => isNeeded[index]).ToList();

        Assert.Equal(parameters, layers.Sum(layer => layer.ParameterCount));
        Assert.Equal(multiplyAdds, layers.Sum(layer => layer.MultiplyAdds));
        Assert.Equal(outputs, layers.Where(layer => layer.MultiplyAdds > 0).Sum(layer => layer.Output.Count));
    }

    private static Network Network(string file, string name)
    {
        var compilation = Compilation.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", file)));
        Assert.Empty(compilation.Diagnostics);
        return compilation.Networks.Single(network => network.Name == name);
    }
}
