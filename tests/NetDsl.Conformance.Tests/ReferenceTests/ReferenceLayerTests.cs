using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.ReferenceTests;

using Shape = NetDsl.Compiler.Binding.Shape;

/// <summary>Values worked out by hand: finite differences cannot tell a wrong forward pass from a right one.</summary>
public sealed class ReferenceLayerTests
{
    /// <summary>1 2 3 / 4 5 6 / 7 8 9.</summary>
    private static readonly double[] Nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Convolution_correlates_and_reads_zeros_outside()
    {
        var layer = Last<ConvolutionLayer>(new NetworkBuilder(Shape.Image(1, 3, 3))
            .Convolution(1, new(2, 2), new(2, 1), new(1, 0, 0, 1)));

        double[] output = ReferenceConvolution.Forward(layer, 1, Nine, [1, 10, 100, 1000], [0.5]);

        // rows −1 and 1 of the padded image, columns 0 to 2 of which the last reads one zero to the right
        Assert.Equal([2100.5, 3200.5, 300.5, 8754.5, 9865.5, 906.5], output);
    }

    [Fact]
    public void Convolution_sums_over_channels_and_gives_each_filter_its_bias()
    {
        var layer = Last<ConvolutionLayer>(
            new NetworkBuilder(Shape.Image(2, 1, 2)).Convolution(2, new(1, 1), new(1, 1), default));

        double[] output = ReferenceConvolution.Forward(layer, 1, [1, 2, 10, 20], [1, 2, 3, 4], [0.5, 0.25]);

        Assert.Equal([21.5, 42.5, 43.25, 86.25], output);
    }

    [Fact]
    public void Dense_has_one_row_of_weights_for_each_unit()
    {
        var layer = Last<DenseLayer>(new NetworkBuilder(Shape.Features(2)).Dense(3));

        double[] output = ReferenceDense.Forward(layer, 2, [1, 2, 3, 4], [1, 10, 2, 20, 3, 30], [0.1, 0.2, 0.3]);

        Assert.Equal([21.1, 42.2, 63.3, 43.1, 86.2, 129.3], output);
    }

    [Theory]
    [InlineData(PoolingKind.Max, new double[] { -1, -2, -4, -5 })]
    [InlineData(PoolingKind.Average, new double[] { -1, -2.5, -5.5, -7 })]
    [InlineData(PoolingKind.Sum, new double[] { -1, -5, -11, -28 })]
    public void Pooling_sees_only_the_pixels_inside(PoolingKind kind, double[] expected)
    {
        var layer = Last<PoolingLayer>(new NetworkBuilder(Shape.Image(1, 3, 3))
            .Pooling(kind, 2, 2, new(2, 2), new(2, 2), new(1, 1, 0, 0)));

        Assert.Equal(expected, ReferencePooling.Forward(layer, 1, Array.ConvertAll(Nine, x => -x)));
    }

    [Theory]
    [InlineData(ActivationKind.Relu, 0, 2)]
    [InlineData(ActivationKind.LeakyRelu, -0.5, 2)]
    [InlineData(ActivationKind.Elu, -0.8646647167633873, 2)]
    [InlineData(ActivationKind.Gelu, -0.04550026389635842, 1.9544997361036416)]
    [InlineData(ActivationKind.Softplus, 0.12692801104297263, 2.1269280110429727)]
    [InlineData(ActivationKind.Sigmoid, 0.11920292202211755, 0.88079707797788243)]
    [InlineData(ActivationKind.Tanh, -0.96402758007581688, 0.96402758007581688)]
    public void Activation_gives_its_textbook_value(ActivationKind kind, double below, double above) =>
        Tolerance.AssertClose(
            "y", [below, above], ReferenceActivation.Forward(kind, [-2, 2], slope: 0.25), Tolerance.Double);

    [Fact]
    public void Softmax_divides_by_the_sum_over_the_channels_of_a_place()
    {
        var layer = new SoftmaxLayer("s", null, Shape.Image(2, 1, 2));

        double[] output = ReferenceSoftmax.Forward(layer, [0, Math.Log(5), Math.Log(3), 0]);

        Tolerance.AssertClose("y", [0.25, 5.0 / 6, 0.75, 1.0 / 6], output, Tolerance.Double);
    }

    [Fact]
    public void Response_normalization_sums_the_squares_of_the_channels_that_are_there()
    {
        var layer = new ResponseNormalizationLayer(
            "n", null, Shape.Image(4, 1, 1), Size: 3, Alpha: 2, Beta: 0.5, Bias: 6);

        double[] output = ReferenceResponseNormalization.Forward(layer, [1, 3, 2, 4]);

        // 6 + 2·(1 + 9), 6 + 2·(1 + 9 + 4), 6 + 2·(9 + 4 + 16), 6 + 2·(4 + 16)
        double[] expected = [1 / Math.Sqrt(26), 3 / Math.Sqrt(34), 2 / 8.0, 4 / Math.Sqrt(46)];
        Tolerance.AssertClose("y", expected, output, Tolerance.Double);
    }

    [Fact]
    public void Cross_entropy_is_minus_the_logarithm_of_the_labels_probability()
    {
        var (sum, gradient) = ReferenceLoss.CrossEntropy([0, Math.Log(3), 1000, 1000], 2, [1, 0]);

        Tolerance.AssertClose("loss", [Math.Log(4.0 / 3) + Math.Log(2)], [sum], Tolerance.Double);
        Tolerance.AssertClose("gradient", [0.125, -0.125, -0.25, 0.25], gradient, Tolerance.Double);
    }

    [Fact]
    public void Squared_loss_is_half_the_sum_of_squares()
    {
        var (sum, gradient) = ReferenceLoss.Squared([1, 2, 3, 4], 2, [0, 4, 3, 3]);

        Assert.Equal(3, sum);
        Assert.Equal([0.5, -1, 0, 0.5], gradient);
    }

    private static TLayer Last<TLayer>(NetworkBuilder builder)
        where TLayer : Layer => (TLayer)builder.Build(new SquaredLoss()).Layers[^1];
}
