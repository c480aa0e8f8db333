using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.ReferenceTests;

using Shape = NetDsl.Compiler.Binding.Shape;

/// <summary>The oracle's own proof: its reverse pass against differences of its forward pass.</summary>
public sealed class ReferenceNetworkTests
{
    private static readonly Window Unit = new(1, 1);

    public static TheoryData<string> Names => [.. Networks.Keys];

    private static Dictionary<string, Network> Networks { get; } = new()
    {
        ["convolution with strides and uneven padding"] = Image()
            .Convolution(3, new(3, 2), new(2, 1), new(1, 0, 2, 1)).Dense(2).Build(new SoftmaxCrossEntropyLoss()),
        ["two convolutions"] = Image()
            .Convolution(3, new(2, 3), Unit, new(0, 1, 1, 0)).Convolution(2, Unit, new(1, 2), default)
            .Dense(3).Build(new SquaredLoss()),
        ["overlapping maximum"] = Image()
            .Convolution(2, Unit, Unit, default).Pooling(PoolingKind.Max, 3, 4, new(3, 3), new(2, 1), new(1, 1, 1, 1))
            .Dense(2).Build(new SoftmaxCrossEntropyLoss()),
        ["average that sees less at the borders"] = Image()
            .Convolution(2, Unit, Unit, default)
            .Pooling(PoolingKind.Average, 3, 3, new(3, 2), new(2, 2), new(1, 1, 1, 1))
            .Dense(2).Build(new SquaredLoss()),
        ["sum with gaps"] = Image()
            .Convolution(2, Unit, Unit, default).Pooling(PoolingKind.Sum, 2, 2, new(2, 1), new(3, 2), default)
            .Dense(2).Build(new SquaredLoss()),
        ["every activation"] = new NetworkBuilder(Shape.Features(4))
            .Dense(5).Activation(ActivationKind.Relu).Dense(4).Activation(ActivationKind.Sigmoid)
            .Dense(4).Activation(ActivationKind.Tanh)
            .Dense(5).Activation(ActivationKind.LeakyRelu, 0.25).Dense(5).Activation(ActivationKind.Elu)
            .Dense(4).Activation(ActivationKind.Softplus).Dense(3).Build(new SoftmaxCrossEntropyLoss()),
        ["two dropouts"] = new NetworkBuilder(Shape.Features(4))
            .Dense(9).Dropout(0.25).Dense(8).Activation(ActivationKind.Tanh).Dropout(0.5)
            .Dense(3).Build(new SoftmaxCrossEntropyLoss()),
        ["batch normalisation of an image and of features"] = Image()
            .BatchNorm(0.1).Convolution(3, new(2, 2), Unit, default).BatchNorm(0.01)
            .Activation(ActivationKind.Tanh).Dense(5, hasBias: false).BatchNorm(0.2).Dense(2).Build(new SquaredLoss()),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Reverse_pass_equals_finite_differences(string name)
    {
        var network = new ReferenceNetwork(Networks[name]);
        var parameters = RandomExamples.Parameters(network, seed: 1);
        var examples = RandomExamples.Create(network, count: 3, seed: 2);
        RandomWord random = (layer, index) => (layer * 7 + index * 13) % 5 > 1 ? uint.MaxValue : 0;

        var result = network.Differentiate(parameters, examples, random);

        Assert.Equal(network.Loss(parameters, examples, random), result.Loss);
        var differences = FiniteDifferences.Gradients(network, parameters, examples, random);
        Assert.Equal(parameters.Count, differences.Count);
        foreach (var (tensor, difference) in differences.Where(one => ReferenceNetwork.IsLearnt(one.Key)))
        {
            double[] slopes = [.. difference.Select(value => value.Slope)];
            Assert.Contains(slopes, slope => slope != 0);
            Tolerance.AssertClose(tensor, slopes, result.Gradients[tensor], Tolerance.FiniteDifference);
        }
    }

    [Fact]
    public void Dropout_passes_everything_in_inference()
    {
        var dropped = new ReferenceNetwork(Networks["two dropouts"]);
        var plain = new ReferenceNetwork(new NetworkBuilder(Shape.Features(4))
            .Dense(9).Dense(8).Activation(ActivationKind.Tanh).Dense(3).Build(new SoftmaxCrossEntropyLoss()));
        var parameters = RandomExamples.Parameters(plain, seed: 1);
        var renamed = dropped.Parameters.Zip(plain.Parameters)
            .ToDictionary(pair => pair.First.Name, pair => parameters[pair.Second.Name]);
        double[] inputs = RandomExamples.Create(plain, count: 2, seed: 2).Inputs;

        Assert.Equal(plain.Infer(parameters, inputs, 2), dropped.Infer(renamed, inputs, 2));
    }

    [Fact]
    public void Wrong_counts_the_rows_whose_largest_output_is_not_the_label()
    {
        var network = new ReferenceNetwork(
            new NetworkBuilder(Shape.Features(2)).Dense(2).Build(new SoftmaxCrossEntropyLoss()));
        var identity = new Dictionary<string, double[]> { ["l0.weight"] = [1, 0, 0, 1], ["l0.bias"] = [0, 0] };
        var examples = new Examples(3, [5, 1, 2, 3, 0, 9], [0, 0, 0], []);

        Assert.Equal(2, network.Differentiate(identity, examples, (_, _) => 0).Wrong);
    }

    private static NetworkBuilder Image() => new(Shape.Image(2, 5, 4));
}
