using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;
using NetDsl.Compiler.Stages.Boltzmann;
using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.ReferenceTests;

/// <summary>The networks of the folder: the reference is right on each, and together they leave nothing out.</summary>
public sealed class NetworkFileTests
{
    public static TheoryData<string> Names => [.. Subjects.Small.Select(subject => subject.Name)];

    private static IEnumerable<Subject> AllSubjects => Subjects.Small.Concat(Subjects.Large);

    private static IEnumerable<Network> All => AllSubjects.Select(subject => subject.Reference.Network);

    private static IEnumerable<Layer> Layers => All.SelectMany(network => network.Layers);

    [Theory]
    [MemberData(nameof(Names))]
    public void Reverse_pass_of_the_file_equals_finite_differences(string name)
    {
        var network = Subjects.Named(name).Reference;
        var parameters = RandomExamples.Parameters(network, seed: 3);
        var examples = RandomExamples.Create(network, count: 2, seed: 4);
        var random = RandomWords.At(new RandomPosition(Seed: 5, Step: 6));

        var gradients = network.Differentiate(parameters, examples, random).Gradients;

        var differences = FiniteDifferences.Gradients(network, parameters, examples, random, atMost: 12);
        foreach (var (tensor, difference) in differences.Where(one => ReferenceNetwork.IsLearnt(one.Key)))
        {
            double[] sampled = [.. difference.Select(value => gradients[tensor][value.Index])];
            double[] expected = [.. difference.Select(value => value.Slope)];
            Tolerance.AssertClose(tensor, expected, sampled, Tolerance.FiniteDifference);
        }
    }

    [Fact]
    public void Every_file_has_a_subject()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Networks"), "*.net")
            .Select(Path.GetFileNameWithoutExtension).Order();

        var stated = AllSubjects.Where(subject => subject.Made is null);
        Assert.Equal(stated.Select(subject => subject.Name).Append("SmallDigits").Order(), files);
    }

    /// <summary>But for the Boltzmann machine, which follows no gradient of a loss: sums over all its states prove
    /// it.</summary>
    [Fact]
    public void Files_cover_every_layer_kind()
    {
        Assert.Equal(
            LayerTypes(typeof(Layer).Assembly.GetTypes()).Except([nameof(BoltzmannLayer)]).Order(),
            LayerTypes(Layers.Select(layer => layer.GetType())).Distinct().Order());
        AssertAll(Layers.OfType<PoolingLayer>().Select(layer => layer.Kind));
        AssertAll(Layers.OfType<ActivationLayer>().Select(layer => layer.Kind));
        AssertAll(Layers.OfType<DenseLayer>().Select(layer => layer.Initialization.Kind));
        Assert.Equal([1, 2, 3], All.Select(network => network.Input.Rank).Distinct().Order());
        Assert.Contains(All, network => network.Output.Labels.Count > 0);
        Assert.Contains(
            All, network => network.Output is { Loss: SoftmaxCrossEntropyLoss, Labels.Count: 0 });
    }

    [Fact]
    public void Files_cover_every_loss()
    {
        var losses = typeof(LossFunction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LossFunction)));
        Assert.Equal(
            losses.Select(type => type.Name).Except([nameof(BoltzmannLoss)]).Order(),
            All.Select(network => network.Output.Loss.GetType().Name).Distinct().Order());
        Assert.Contains(All, network => network.Output.Loss is SoftmaxCrossEntropyLoss { Smoothing: > 0 });
    }

    [Fact]
    public void Files_cover_every_placement_of_a_window()
    {
        var convolutions = Layers.OfType<ConvolutionLayer>().ToList();
        var pools = Layers.OfType<PoolingLayer>().ToList();
        Assert.Contains(convolutions, layer => layer.Grid.Window == new Window(1, 1));
        Assert.Contains(convolutions, layer => layer.Grid.Window.Height != layer.Grid.Window.Width);
        Assert.Contains(convolutions, layer => layer.Grid.Stride.Height != layer.Grid.Stride.Width);
        Assert.Contains(convolutions, layer => layer.Grid.Stride.Height > layer.Grid.Window.Height);
        Assert.Contains(convolutions, layer => layer.Grid.Padding is { Top: > 0, Left: > 0 });
        Assert.Contains(convolutions, layer => layer.Grid.Padding.Top != layer.Grid.Padding.Bottom);
        Assert.Contains(convolutions, layer => layer.Grid.Dilation.Height != layer.Grid.Dilation.Width);
        Assert.Contains(convolutions, layer => layer.Groups > 1 && layer.Groups < layer.Input.Channels);
        Assert.Contains(convolutions, layer => layer.Groups > 1 && layer.Groups == layer.Input.Channels);
        Assert.Contains(pools, layer => layer.Stride.Height < layer.Window.Height);
        Assert.Contains(pools, layer => layer.Stride.Width > layer.Window.Width);
        Assert.Contains(pools, layer => layer.Padding.Top != layer.Padding.Left);
        foreach (var kind in Enum.GetValues<PoolingKind>())
            Assert.Contains(pools, layer => layer.Kind == kind && layer.RoundUp);
        Assert.Contains(pools, layer => !layer.RoundUp && Rest(layer) > 0);
    }

    private static int Rest(PoolingLayer layer) =>
        (layer.Input.Width + layer.Padding.Left + layer.Padding.Right - layer.Window.Width) % layer.Stride.Width;

    private static IEnumerable<string> LayerTypes(IEnumerable<Type> types) =>
        types.Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract).Select(type => type.Name);

    private static void AssertAll<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => Assert.Equal(Enum.GetValues<TEnum>(), values.Distinct().Order());
}
