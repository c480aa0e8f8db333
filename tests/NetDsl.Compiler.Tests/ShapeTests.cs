using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Tests;

/// <summary>The shapes and sizes that layers get.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("conv 5x5 filters 6", "6×24×24")]
    [InlineData("conv 5x3 filters 6", "6×24×26")]
    [InlineData("conv 5 filters 6 pad 2", "6×28×28")]
    [InlineData("conv 3x3 filters 6 stride 2", "6×13×13")]
    [InlineData("conv 3x3 filters 6 stride 2x1 pad 1x0", "6×14×26")]
    [InlineData("conv 3x3 filters 6 same", "6×28×28")]
    [InlineData("conv 4x4 filters 6 same", "6×28×28")]
    [InlineData("conv 3x3 filters 6 stride 2 same", "6×14×14")]
    [InlineData("conv 1x1 filters 6 stride 3 same", "6×10×10")]
    [InlineData("conv 28x28 filters 6", "6×1×1")]
    [InlineData("conv 3x3 filters 6 dilation 2", "6×24×24")]
    [InlineData("conv 3x2 filters 6 dilation 4x1 pad 4x0", "6×28×27")]
    [InlineData("conv 3x3 filters 6 dilation 3 stride 2", "6×11×11")]
    [InlineData("conv 3x3 filters 6 dilation 3 stride 2 same", "6×14×14")]
    [InlineData("conv 4x4 filters 6 dilation 2 same", "6×28×28")]
    [InlineData("deconv 3x3 filters 6", "6×30×30")]
    [InlineData("deconv 4x4 filters 6 stride 2 pad 1", "6×56×56")]
    [InlineData("deconv 3x2 filters 6 stride 2x1 pad 1x0", "6×55×29")]
    [InlineData("deconv 3x3 filters 6 stride 2 same", "6×56×56")]
    [InlineData("deconv 2x2 filters 6 stride 3 same", "6×84×84")]
    [InlineData("deconv 3x3 filters 6 dilation 2", "6×32×32")]
    [InlineData("local 5x5 filters 6 stride 2 pad 1", "6×13×13")]
    [InlineData("filter 3x3 pad 1 { 0 0 0 / 0 1 0 / 0 0 0 }", "1×28×28")]
    [InlineData("convolve 1x3 stride 2 { 1 0 -1 }", "1×14×13")]
    [InlineData("maxpool 2x2", "1×14×14")]
    [InlineData("maxpool 3x3 stride 2 floor", "1×13×13")]
    [InlineData("maxpool 3x3 stride 2 ceil", "1×14×14")]
    [InlineData("avgpool 3x3 stride 2 pad 1 floor", "1×14×14")]
    [InlineData("sumpool 2x4", "1×14×7")]
    [InlineData("maxpool 2x2 stride 3 pad 1 ceil", "1×10×10")]
    [InlineData("maxpool 2x2 stride 5 pad 1 ceil", "1×6×6")] // a seventh window would start at 30, in the padding
    [InlineData("maxpool global", "1×1×1")]
    [InlineData("avgpool global", "1×1×1")]
    [InlineData("sumpool global", "1×1×1")]
    [InlineData("leakyrelu 0.2", "1×28×28")]
    [InlineData("flatten", "784")]
    [InlineData("dense 120", "120")]
    [InlineData("dropout 0.5", "1×28×28")]
    public void Layer_over_1x28x28_gives(string layer, string expected)
    {
        var bound = Compilation.Compile(Programs.Network(layer));
        Assert.DoesNotContain(bound.Diagnostics, found => found.Severity == Diagnostics.DiagnosticSeverity.Error);
        Assert.Equal(expected, Assert.Single(bound.Networks).Layers[0].Output.ToString());
    }

    [Theory]
    [InlineData("conv 5 filters 6", "6×36", "6 filters 5 over 2×40")]
    [InlineData("conv 5 filters 1 stride 2 pad 2", "1×20", "1 filter 5 over 2×40")]
    [InlineData("conv 4 filters 6 stride 3 same", "6×14", "6 filters 4 over 2×40")]
    [InlineData("conv 5 filters 6 groups 2", "6×36", "6 filters 5 in 2 groups over 2×40")]
    [InlineData("conv 3 filters 6 dilation 4", "6×32", "6 filters 3 with dilation 4 (9) over 2×40")]
    [InlineData("deconv 4 filters 6 stride 2", "6×82", "6 filters 4 spread from 2×40")]
    [InlineData("local 5 filters 6", "6×36", "6 filters 5 with weights for each place over 2×40")]
    [InlineData("filter 3 { 1 2 1 }", "2×38", "correlation with 3 fixed values over each channel of 2×40")]
    [InlineData("maxpool 4", "2×10", "maxpool 4")]
    [InlineData("avgpool 3 stride 2 pad 1 ceil", "2×21", "avgpool 3")]
    [InlineData("sumpool global", "2×1", "sumpool 40")]
    [InlineData("flatten", "80", "flatten 2×40")]
    public void Layer_over_2x40_gives(string layer, string output, string description)
    {
        var text = $"network Net {{ input sound 2x40\n{layer}\noutput word = dense 4 softmax }}";
        var bound = Compilation.Compile(text);
        Assert.Empty(bound.Diagnostics);
        var first = Assert.Single(bound.Networks).Layers[0];
        Assert.Equal((output, description), (first.Output.ToString(), first.Description));
    }

    [Fact]
    public void Locally_connected_image_of_a_million_pixels_has_a_hundred_million_weights()
    {
        var bound = Compilation.Compile(
            "network Net { input image 1x1000x1000\nlocal 10x10 filters 1 same\noutput picture = linear }");
        var local = (LocalLayer)Assert.Single(bound.Networks).Layers[0];
        Assert.Equal((100_000_000, 101_000_000), (local.WeightCount, local.ParameterCount));
    }

    [Fact]
    public void Planes_with_a_padding_beyond_counting_are_refused()
    {
        var bound = Compilation.Compile(Programs.Network("conv 3x3 filters 1 same dilation 16777216"));
        Assert.Contains(bound.Diagnostics, diagnostic => diagnostic.Descriptor == Descriptors.TooLarge);
    }

    [Theory]
    [InlineData("conv 3x3 filters 6 same", 1, 1, 1, 1)]
    [InlineData("conv 4x2 filters 6 same", 1, 0, 2, 1)]
    [InlineData("conv 3x3 filters 6 stride 2 same", 0, 0, 1, 1)]
    [InlineData("conv 3x3 filters 6 pad 2x1", 2, 1, 2, 1)]
    public void Padding_of_a_convolution_is(string layer, int top, int left, int bottom, int right)
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network(layer)).Networks);
        Assert.Equal(new Padding(top, left, bottom, right), ((ConvolutionLayer)network.Layers[0]).Grid.Padding);
    }

    [Fact]
    public void Activation_behind_a_layer_is_a_layer_of_its_own()
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network("h1 = dense 1000 sigmoid\nconv1 = relu\ntanh")).Networks);
        Assert.Equal(["h1", "sigmoid1", "conv1", "tanh1", "digit"], network.Layers.Select(layer => layer.Name));
        Assert.Equal(InitializationKind.Xavier, ((DenseLayer)network.Layers[0]).Initialization.Kind);
    }

    [Theory]
    [InlineData("leakyrelu", 0.01)]
    [InlineData("leakyrelu 0.2", 0.2)]
    [InlineData("dense 4 leakyrelu 0.3 init he", 0.3)]
    [InlineData("dense 4 leakyrelu", 0.01)]
    public void Slope_of_a_leaky_relu_is(string layers, double expected)
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network(layers)).Networks);
        var layer = Assert.Single(network.Layers.OfType<ActivationLayer>());
        Assert.Equal((ActivationKind.LeakyRelu, expected), (layer.Kind, layer.Slope));
    }

    [Theory]
    [InlineData("lrn", 5, 1e-4, 0.75, 2)]
    [InlineData("lrn bias 1 size 3", 3, 1e-4, 0.75, 1)]
    [InlineData("lrn alpha 0.1 beta 0.5", 5, 0.1, 0.5, 2)]
    public void Response_normalization_has_the_papers_constants_where_none_are_stated(
        string layer, int size, double alpha, double beta, double bias)
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network(layer)).Networks);
        var expected = new ResponseNormalizationLayer("lrn1", null, network.Input, size, alpha, beta, bias)
        {
            Sources = network.Layers[0].Sources,
            Definition = layer == "lrn bias 1 size 3" ? "lrn size 3 bias 1" : layer,
        };
        Assert.Equal(expected, network.Layers[0]);
    }

    [Fact]
    public void Global_window_is_the_whole_image()
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network("conv 3x5 filters 6\navgpool global")).Networks);
        var pool = Assert.Single(network.Layers.OfType<PoolingLayer>());
        Assert.Equal((new Window(26, 24), default(Padding), "6×1×1"), (pool.Window, pool.Padding, pool.Output.ToString()));
    }

    [Fact]
    public void Naming_a_layer_renames_no_other()
    {
        var named = Assert.Single(Compilation.Compile(Programs.Network("relu\nr = relu\nrelu\nrelu4 = tanh\nrelu")).Networks);
        Assert.Equal(["relu1", "r", "relu3", "relu4", "relu5", "digit"], named.Layers.Select(layer => layer.Name));
    }

    [Theory]
    [InlineData("dense 4", InitializationKind.Xavier, 0, 0)]
    [InlineData("dense 4 relu", InitializationKind.He, 0, 0)]
    [InlineData("dense 4\nrelu", InitializationKind.He, 0, 0)]
    [InlineData("dense 4 leakyrelu 0.1", InitializationKind.He, 0, 0)]
    [InlineData("dense 4\nelu", InitializationKind.He, 0, 0)]
    [InlineData("dense 4 gelu", InitializationKind.He, 0, 0)]
    [InlineData("dense 4\nsoftplus", InitializationKind.Xavier, 0, 0)]
    [InlineData("dense 4 init xavier relu", InitializationKind.Xavier, 0, 0)]
    [InlineData("dense 4 init uniform -0.5..0.25", InitializationKind.Uniform, -0.5, 0.25)]
    [InlineData("dense 4 init normal 0.01", InitializationKind.Normal, 0, 0.01)]
    [InlineData("dense 4 init constant -1", InitializationKind.Constant, 0, -1)]
    public void Weights_start_as(string layer, InitializationKind kind, double low, double high)
    {
        var network = Assert.Single(Compilation.Compile(Programs.Network(layer)).Networks);
        Assert.Equal(new Initialization(kind, low, high), ((DenseLayer)network.Layers[0]).Initialization);
    }

    [Theory]
    [InlineData("conv1_1", "Conv1_1")]
    [InlineData("conv11", "Conv11")]
    [InlineData("fully_connected", "FullyConnected")]
    [InlineData("_1", "_1")]
    [InlineData("__", "")]
    [InlineData("öl", "Öl")]
    public void Name_becomes_the_member(string name, string member) =>
        Assert.Equal(member, Binding.MemberName.Of(name));
}
