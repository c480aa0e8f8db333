using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Tests;

/// <summary>What a stage says of its updates, and the layers that it names.</summary>
public sealed class UpdateTests
{
    private const string Blocks = """
        block Unit(width) { c = conv 3x3 filters width pad 1; relu }
        block Stage(width) { Unit(width); repeat 2 { e = Unit(width) } }
        network Net {
            input image 1x28x28
            c1 = conv 5x5 filters 8 relu
            Unit(8)
            s = Stage(16)
            repeat 2 { h = dense 20 relu }
            output digit = dense 10 softmax
        }
        schedule S for Net { batch 8; finetune { optimizer sgd rate 0.1 decay 0.5; epochs 1; LINE } }
        """;

    [Fact]
    public void Stage_without_a_word_about_updates_has_none() =>
        Assert.Equal(UpdateOptions.None, Stage("optimizer sgd rate 1; epochs 1").Update);

    [Fact]
    public void Every_optimizer_takes_l1()
    {
        foreach (var keyword in OptimizerKinds.Keywords)
            Assert.Equal(0.25, Stage($"optimizer {keyword} rate 1 l1 1/4 decay 0.1; epochs 1").Optimizer.L1);
    }

    [Theory]
    [InlineData("clip norm 2/4", true, 0.5)]
    [InlineData("clip value 3", false, 3)]
    public void Gradients_are_clipped_by_norm_or_by_value(string line, bool isNorm, double limit) =>
        Assert.Equal(new Clipping(isNorm, limit), Stage($"optimizer sgd rate 1; epochs 1; {line}").Update.Clip);

    [Theory]
    [InlineData("accumulate 4", 4)]
    [InlineData("accumulate 2*4 batches", 8)]
    [InlineData("accumulate 1 batch", 1)]
    public void Several_batches_make_one_update(string line, int batches) =>
        Assert.Equal(batches, Stage($"{line}; optimizer sgd rate 1; epochs 1").Update.Accumulate);

    [Fact]
    public void Norm_of_all_and_of_some_layers_may_both_be_limited()
    {
        var update = Stage("maxnorm 3; optimizer sgd rate 1; epochs 1; maxnorm of digit is 4").Update;

        Assert.Equal(3, update.MaximalNorm);
        Assert.Equal(new LayerRule(RuleSubject.MaximalNorm, Layers(("digit", null)), false, 4), update.Layers.Single());
    }

    [Fact]
    public void Rules_keep_their_order_beside_a_plan_of_the_rate()
    {
        var stage = Stage(
            "rate halves every 3 epochs; optimizer sgd rate 0.1 decay 0.2; epochs 9\n"
            + "l1 of digit is 0.01; rate of digit is 0.05\ndecay of digit times 2");

        Assert.Equal(
            [RuleSubject.L1, RuleSubject.Rate, RuleSubject.Decay], stage.Update.Layers.Select(rule => rule.Subject));
        Assert.Equal([0.01, 0.5, 0.4], stage.Update.Layers.Select(stage.Value));
        Assert.Equal("rate 0.1 times 0.5 every 3 epochs", stage.Rate.Description);
    }

    [Theory]
    [InlineData("c1", "c1")]
    [InlineData("unit1", "unit1_c unit1_relu1")]
    [InlineData("s_unit1", "s_unit1_c s_unit1_relu1")]
    [InlineData("h", "h_1 h_2")]
    [InlineData("digit, c1", "c1 digit")]
    [InlineData("unit1_relu1 .. s_unit1_c", "unit1_relu1 s_unit1_c")]
    [InlineData("c1 .. unit1", "c1 relu1 unit1_c unit1_relu1")]
    [InlineData("h .. digit", "h_1 relu2 h_2 relu3 digit")]
    public void Names_mean_layers_uses_of_blocks_and_turns_of_a_repeat(string layers, string expected)
    {
        var network = Bind(Blocks.Replace("LINE", $"rate of {layers} is 1"));

        var rule = network.Schedules.Single().Stages.Single().Update.Layers.Single();
        Assert.Equal(expected, string.Join(' ', rule.Layers.In(network.Layers).Select(layer => layer.Name)));
    }

    [Fact]
    public void Use_of_a_block_means_the_layers_of_blocks_in_it()
    {
        var network = Bind(Blocks.Replace("LINE", "decay of s is 0"));

        var rule = network.Schedules.Single().Stages.Single().Update.Layers.Single();
        Assert.All(rule.Layers.In(network.Layers), layer => Assert.StartsWith("s_", layer.Name));
        Assert.Equal(6, rule.Layers.In(network.Layers).Count);
    }

    [Theory]
    [InlineData("rate of c2 is 1", "did you mean 'c1'?")]
    [InlineData("rate of unit2 is 1", "did you mean 'unit1'?")]
    [InlineData("rate of c1 .. digt is 1", "did you mean 'digit'?")]
    public void Unknown_layer_comes_with_a_near_name(string line, string suggestion)
    {
        var found = Assert.Single(Compilation.Compile(Blocks.Replace("LINE", line)).Diagnostics);
        Assert.Equal("NET0125", found.Id);
        Assert.Contains(suggestion, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_of_rules_are_no_part_of_a_bound_network()
    {
        var network = Bind(Blocks.Replace("LINE", "rate of c1 is 1"));
        var moved = Bind(Blocks.Replace("LINE", "/* a comment */ rate of c1 is 1"));

        Assert.Equal(network, moved);
    }

    private static LayerSet Layers(params (string First, string? Last)[] ranges) =>
        new(ranges.Select(range => new LayerRange(range.First, range.Last)).ToEquatableArray());

    private static Network Bind(string text)
    {
        var bound = Compilation.Compile(text);
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(bound.Networks);
    }

    private static Stage Stage(string statements) =>
        Assert.Single(Assert.Single(Bind(Programs.Stage(statements)).Schedules).Stages);
}
