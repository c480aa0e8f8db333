using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Describe;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Tests;

/// <summary>The examples' networks have the sizes that their papers and their re-implementations have.</summary>
public sealed class FamousNetworkTests
{
    [Theory]
    [InlineData("Digits/lenet5.net", "LeNet5", 61_706, 416_520, 6_518)]
    [InlineData("AlexNet/alexnet.net", "AlexNet", 60_965_224, 724_406_816, 659_272)]
    [InlineData("AlexNet/whole.net", "AlexNetWhole", 62_378_344, 1_135_256_096, 659_272)]
    [InlineData("Vgg/vgg.net", "Vgg16", 138_357_544, 15_470_264_320, 13_556_712)]
    [InlineData("Vgg/vgg.net", "Vgg19", 143_667_240, 19_632_062_464, 14_861_288)]
    [InlineData("GoogLeNet/googlenet.net", "GoogLeNet", 6_998_552, 1_582_671_872, 3_227_160)]
    [InlineData("ResNet50/resnet50.net", "ResNet50", 25_557_032, 3_857_973_248, 10_588_136)]
    [InlineData("ResNet50/resnet50.net", "ResNet50B", 25_557_032, 4_089_184_256, 11_114_984)]
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

    [Fact]
    public void Auxiliary_classifiers_of_GoogLeNet_are_counted_in_training()
    {
        var network = Network("GoogLeNet/googlenet.net", "GoogLeNet");

        Assert.Equal(13_378_280, network.Layers.Sum(layer => layer.ParameterCount));
        Assert.Equal(1_591_044_096, network.Layers.Sum(layer => layer.MultiplyAdds));
    }

    [Fact]
    public void Layers_of_AlexNet_have_the_published_sizes()
    {
        var layers = Network("AlexNet/alexnet.net", "AlexNet").Layers.Where(layer => layer.MultiplyAdds > 0);

        Assert.Equal(
            [
                "conv1 96×55×55 34,944 105,415,200", "conv2 256×27×27 307,456 223,948,800", "conv3 384×13×13 885,120 149,520,384",
                "conv4 384×13×13 663,936 112,140,288", "conv5 256×13×13 442,624 74,760,192", "fc6 4096 37,752,832 37,748,736",
                "fc7 4096 16,781,312 16,777,216", "label 1000 4,097,000 4,096,000",
            ],
            layers.Select(layer => FormattableString.Invariant(
                $"{layer.Name} {layer.Output} {layer.ParameterCount:N0} {layer.MultiplyAdds:N0}")));
    }

    [Fact]
    public void Memory_of_ResNet50_is_the_known_167_5_MB()
    {
        var network = Network("ResNet50/resnet50.net", "ResNet50");

        Assert.Equal(16_310_248, network.Layers.Sum(SummaryWriter.Activations));
        Assert.Contains(
            "25,557,032 weights and 16,310,248 activations are 167.5 MB",
            SummaryWriter.Write(PlanKernels.Run(network, fuse: true)));
    }

    /// <summary>Kernels: in inference, forward and backward in training. Thousands of values that they read and write
    /// for an example, in inference and training: unfused, then fused.</summary>
    [Theory]
    [InlineData("Digits/lenet5.net", "LeNet5", "17 17 16 43 90", "6 6 7 4 28")]
    [InlineData("AlexNet/alexnet.net", "AlexNet", "29 31 30 5308 11628", "13 15 15 2586 6897")]
    [InlineData("Vgg/vgg.net", "Vgg16", "53 55 54 84550 181156", "17 19 23 18082 69429")]
    [InlineData("GoogLeNet/googlenet.net", "GoogLeNet", "190 213 239 26749 71237", "74 87 114 12237 46394")]
    [InlineData("ResNet50/resnet50.net", "ResNet50", "176 176 175 77731 185818", "56 110 125 25747 143367")]
    public void Fusion_leaves_so_many_kernels_that_move_so_many_values(
        string file, string name, string unfused, string fused)
    {
        var network = Network(file, name);

        Assert.Equal(unfused, Describe(PlanKernels.Run(network, fuse: false)));
        Assert.Equal(fused, Describe(PlanKernels.Run(network, fuse: true)));

        static string Describe(NetworkPlan plan) =>
            $"{plan.Inference.Forward.Count} {plan.Training.Forward.Count} {plan.Training.Backward.Count} "
            + $"{plan.Inference.ValuesMoved / 1000} {plan.Training.ValuesMoved / 1000}";
    }

    private static Network Network(string file, string name)
    {
        var compilation = Compilation.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", file)));
        Assert.Empty(compilation.Diagnostics);
        return compilation.Networks.Single(network => network.Name == name);
    }
}
