using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Tests;

/// <summary>What reads what.</summary>
public sealed class GraphTests
{
    [Theory]
    [InlineData("a = relu\nb = tanh from image\nadd from a, b", "a: image; b: image; add1: a, b")]
    [InlineData("a = relu\nadd { branch { b = tanh } branch { } branch { c = elu from image } }", "a: image; b: a; c: image; add1: b, a, c")]
    [InlineData("a = relu\nconcat from image { branch { b = tanh } branch { } }\nrelu from a", "a: image; b: image; concat1: b, image; relu2: a")]
    [InlineData("repeat 2 { r = relu; tanh from r }", "r_1: image; tanh1: r_1; r_2: tanh1; tanh2: r_2")]
    [InlineData("a = dense 4 relu\ndense 3 from a", "a: image; relu1: a; dense2: relu1")]
    [InlineData("add { repeat 3 { branch { r = relu } } }", "r_1: image; r_2: image; r_3: image; add1: r_1, r_2, r_3")]
    [InlineData("concat { branch { add { branch { a = relu } branch { } } } branch { } }", "a: image; add1: a, image; concat1: add1, image")]
    public void Layers_read(string layers, string expected) => Assert.Equal(expected, Reads(Programs.Network(layers)));

    [Fact]
    public void Block_reads_what_its_use_says_and_gives_its_last_layer() => Assert.Equal(
        "a: image; b_x: image; b_tanh1: image; b_add1: b_x, b_tanh1; unit2_x: a; unit2_tanh1: a; unit2_add1: unit2_x, unit2_tanh1; "
        + "relu2: b_add1",
        Reads("block Unit() { x = relu; tanh from input; add from x, tanh1 }\n"
            + Programs.Network("a = relu\nb = Unit() from image\nUnit() from a\nrelu from b")));

    [Theory]
    [InlineData("conv 3x3 filters 4 pad 1\nproject 4", "conv1: image; digit: conv1")]
    [InlineData("conv 3x3 filters 4 pad 1\nproject 4 stride 2", "conv1: image; project1: conv1; digit: project1")]
    [InlineData("conv 3x3 filters 4 pad 1\nproject 4 batchnorm", "conv1: image; digit: conv1")]
    [InlineData("project 4 batchnorm\nrelu", "project1: image; batchnorm1: project1; relu1: batchnorm1; digit: relu1")]
    [InlineData(
        "p = project 4 stride 2 batchnorm\nb = tanh\nadd from p, b",
        "p: image; batchnorm1: p; b: batchnorm1; add1: batchnorm1, b; digit: add1")]
    [InlineData("p = project 4 from image\nrelu from p", "p: image; relu1: p; digit: relu1")]
    [InlineData("p = project 1\nrelu from p", "relu1: image; digit: relu1")]
    public void Projection_is_there_only_where_the_shape_changes(string layers, string expected) =>
        Assert.Equal(expected, string.Join("; ", All(Single(Programs.Network(layers)))));

    [Fact]
    public void Projection_halves_the_sides_and_sets_the_channels()
    {
        var layer = Assert.IsType<ConvolutionLayer>(Single(Programs.Network("project 8 stride 2")).Layers[0]);
        Assert.Equal(("project1", "8×14×14"), (layer.Name, layer.Output.ToString()));
    }

    [Theory]
    [InlineData("dense 4", true)]
    [InlineData("dense 4 nobias", false)]
    [InlineData("dense 4 nobias; batchnorm", false)]
    [InlineData("dense 4; batchnorm", false)]
    [InlineData("dense 4 relu; batchnorm", true)]
    [InlineData("dense 4; batchnorm from image", true)]
    [InlineData("conv 3x3 filters 2; batchnorm", false)]
    [InlineData("conv 3x3 filters 2; Norm()", false)]
    [InlineData("conv 3x3 filters 2; Norm() from image", true)]
    [InlineData("add { branch { conv 3x3 filters 1 pad 1 } branch { } }; batchnorm", true)]
    [InlineData("project 4; batchnorm", false)]
    [InlineData("project 4 batchnorm", false)]
    [InlineData("project 4", true)]
    public void Layer_has_a_bias_unless_a_batchnorm_reads_it_next(string layers, bool expected)
    {
        var compilation = Compilation.Compile("block Norm() { batchnorm; relu }\n" + Programs.Network(layers));
        var hasBias = Assert.Single(compilation.Networks).Layers[0] switch
        {
            DenseLayer dense => dense.HasBias,
            ConvolutionLayer convolution => convolution.HasBias,
            _ => throw new InvalidOperationException(),
        };

        Assert.Equal(expected, hasBias);
    }

    [Theory]
    [InlineData("dense 4; batchnorm; relu", InitializationKind.He)]
    [InlineData("dense 4; batchnorm; tanh", InitializationKind.Xavier)]
    [InlineData("dense 4; batchnorm", InitializationKind.Xavier)]
    [InlineData("dense 4; relu", InitializationKind.He)]
    public void Initialisation_follows_from_the_activation_behind_the_batchnorm(
        string layers, InitializationKind expected)
    {
        var dense = Assert.IsType<DenseLayer>(Single(Programs.Network(layers)).Layers[0]);
        Assert.Equal(expected, dense.Initialization.Kind);
    }

    [Fact]
    public void Outputs_have_losses_weights_and_targets_of_their_own()
    {
        var network = Single("""
            network Net {
                input image 1x8x8
                trunk = dense 6 relu
                output kind = dense 3 softmax { a b c }
                auxiliary early = dense 3 softmax for kind from image weight 0.3
                output size = dense 2 linear from trunk weight 0.1
                output other = dense 4 softmax from trunk
                output raw = linear from trunk
            }
            """);

        Assert.Equal(["kind", "early", "size", "other", "raw"], network.Outputs.Select(output => output.Name));
        Assert.Equal([0, 0, 0, 1, 2], network.Outputs.Select(network.TargetOf));
        Assert.Equal([1, 0.3, 0.1, 1, 1], network.Outputs.Select(output => output.Weight));
        Assert.Equal(["kind", "size", "other", "raw"], network.MainOutputs.Select(output => output.Name));
        Assert.Equal("relu1", network.Layers[network.Outputs[4].Layer].Name);
    }

    private static string Reads(string text)
    {
        var network = Single(text);
        return string.Join("; ", All(network).Take(network.Layers.Count - 1));
    }

    private static IEnumerable<string> All(Network network) => network.Layers.Select(layer => $"{layer.Name}: "
        + string.Join(", ", layer.Sources.Select(source => source < 0 ? network.InputName : network.Layers[source].Name)));

    private static Network Single(string text)
    {
        var compilation = Compilation.Compile(text);
        Assert.DoesNotContain(compilation.Diagnostics, found => found.Severity == Diagnostics.DiagnosticSeverity.Error);
        return Assert.Single(compilation.Networks);
    }
}
