using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Tests;

public sealed class LeNet5Tests
{
    private static readonly BoundFile Bound = Compilation.Compile(Programs.LeNet5);

    private static Network Network => Assert.Single(Bound.Networks);

    [Fact]
    public void Program_of_the_description_has_no_diagnostics()
    {
        Assert.Empty(Bound.Diagnostics);
        Assert.Empty(Bound.BrokenNetworks);
    }

    [Fact]
    public void Counts_are_those_of_the_published_network()
    {
        Assert.Equal(61_706, Network.Layers.Sum(layer => layer.ParameterCount));
        Assert.Equal(416_520, Network.Layers.Sum(layer => layer.MultiplyAdds));
    }

    [Fact]
    public void Layers_have_given_or_made_names_and_shapes()
    {
        string[] expected =
        [
            "c1 6×28×28", "relu1 6×28×28", "maxpool1 6×14×14", "c3 16×10×10", "relu2 16×10×10", "maxpool2 16×5×5",
            "f5 120", "relu3 120", "f6 84", "relu4 84", "digit 10",
        ];
        Assert.Equal(expected, Network.Layers.Select(layer => $"{layer.Name} {layer.Output}"));
    }

    [Fact]
    public void Weights_before_a_relu_start_as_he_says_and_others_as_xavier()
    {
        var dense = Network.Layers.OfType<DenseLayer>().Select(layer => layer.Initialization.Kind);
        Assert.Equal([InitializationKind.He, InitializationKind.He, InitializationKind.Xavier], dense);
    }

    [Fact]
    public void Head_has_its_labels_in_order()
    {
        Assert.Equal(("digit", 10, (LossFunction)new SoftmaxCrossEntropyLoss()), (Network.Output.Name, Network.Output.Units, Network.Output.Loss));
        Assert.Equal(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], Network.Output.Labels);
    }

    [Fact]
    public void Documentation_is_the_text_behind_the_three_strokes() =>
        Assert.Equal("Reads a 28×28 grey-scale digit.", Network.Documentation);

    [Fact]
    public void Schedule_has_what_the_file_states()
    {
        var stage = new FineTuneStage(new SgdOptimizer(0.9, false, 0.0005), new StepRate(0.05, 0, 0.5, 3), 10, null);
        Assert.Equal(new Schedule("Standard", null, "LeNet5", 42, 64, new([stage])), Assert.Single(Network.Schedules));
    }
}
