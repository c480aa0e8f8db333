using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Tests;

/// <summary>What outputs are trained towards.</summary>
public sealed class LossTests
{
    public static TheoryData<string, LossFunction> Losses => new()
    {
        { "softmax", new SoftmaxCrossEntropyLoss() },
        { "softmax smoothing 0.1", new SoftmaxCrossEntropyLoss(0.1) },
        { "smoothing 0.1 weight 2 softmax", new SoftmaxCrossEntropyLoss(0.1) },
        { "softmax smoothing 0", new SoftmaxCrossEntropyLoss() },
        { "sigmoid", new BinaryCrossEntropyLoss() },
        { "linear", new SquaredLoss() },
        { "linear loss squared", new SquaredLoss() },
        { "loss absolute linear", new AbsoluteLoss() },
        { "linear loss hinge weight 0.5", new HingeLoss() },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Words_say_the_loss_of_a_dense_layer_and_of_values_as_they_are(string words, LossFunction expected)
    {
        Assert.Equal(expected, Single($"network N {{ input a 4; output b = dense 3 {words} }}").Output.Loss);
        var first = words.StartsWith("sm", StringComparison.Ordinal) || words.StartsWith("lo", StringComparison.Ordinal);
        if (!first)
        {
            Assert.Equal(expected, Single($"network N {{ input a 4; dense 3; output b = {words} }}").Output.Loss);
        }
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("softmax smoothing 0.1")]
    [InlineData("sigmoid")]
    [InlineData("linear loss hinge")]
    public void Units_of_classes_and_of_probabilities_may_have_names(string words) => Assert.Equal(
        ["x", "y", "z"], Single($"network N {{ input a 4; output b = dense 3 {words} {{ x y z }} }}").Output.Labels);

    [Fact]
    public void Sigmoid_needs_no_second_unit() =>
        Assert.Equal(1, Single("network N { input a 4; output b = dense 1 sigmoid }").Output.Units);

    [Fact]
    public void Targets_of_classes_are_columns_and_others_begin_behind_each_other()
    {
        var network = Single("""
            network Net {
                input a 4
                trunk = dense 6 relu
                output tag = dense 5 sigmoid { a b c d e }
                output side = dense 3 linear loss hinge from trunk
                output place = dense 2 linear loss absolute from trunk
                output kind = dense 4 softmax smoothing 0.2 from trunk
                auxiliary early = dense 4 softmax from a for kind
                output age = dense 1 linear from trunk
            }
            """);
        Assert.Equal([0, 0, 5, 1, 1, 7], network.Outputs.Select(network.TargetOf));
    }

    [Theory]
    [InlineData("dense 5 sigmoid", "x y z", "dense 5 sigmoid")]
    [InlineData("dense 5", "x y z", "dense 5 softmax")]
    public void Labels_of_a_replaced_output_ask_for_new_ones_with_its_loss(string layer, string labels, string expected)
    {
        var bound = Compilation.Compile(
            $"network First {{ input a 4; output b = dense 3 softmax {{ {labels} }} }}\n"
            + $"network Second extends First {{ replace b with {layer} }}");
        Assert.Contains($"`replace b with {expected} {{ … }}`", Assert.Single(bound.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear loss hinge", 3)]
    [InlineData("sigmoid", 3)]
    [InlineData("softmax smoothing 0.2", 3)]
    [InlineData("linear loss absolute", 0)]
    public void Replaced_output_keeps_labels_where_its_loss_has_some(string words, int labels)
    {
        var networks = Compilation.Compile(
            "network First { input a 4; output b = dense 3 softmax smoothing 0.1 { x y z } }\n"
            + $"network Second extends First {{ replace b with dense 3 {words} }}");
        Assert.Empty(networks.Diagnostics);
        Assert.Equal(labels, networks.Networks.Single(network => network.Name == "Second").Output.Labels.Count);
    }

    [Fact]
    public void Replaced_output_keeps_the_whole_loss()
    {
        var networks = Compilation.Compile(
            "network First { input a 4; output b = dense 3 softmax smoothing 0.1 }\nnetwork Second extends First { replace b with dense 5 }");
        Assert.Equal(new SoftmaxCrossEntropyLoss(0.1), networks.Networks.Single(network => network.Name == "Second").Output.Loss);
    }

    private static Network Single(string text)
    {
        var compilation = Compilation.Compile(text);
        Assert.DoesNotContain(compilation.Diagnostics, found => found.Severity == DiagnosticSeverity.Error);
        return Assert.Single(compilation.Networks);
    }
}
