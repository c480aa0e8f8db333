using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Rates;

namespace NetDsl.Compiler.Tests;

/// <summary>What constants, arithmetic, repeats and blocks come to.</summary>
public sealed class BlockTests
{
    private const string Unit = "block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }\n";

    [Theory]
    [InlineData("2 + 3 * 4", 14)]
    [InlineData("(2 + 3) * 4", 20)]
    [InlineData("20 / 2 / 5", 2)]
    [InlineData("20 - 2 - 5", 13)]
    [InlineData("8 -1", 7)]
    [InlineData("8 -1 * 2", 6)]
    [InlineData("- -8", 8)]
    [InlineData("-(1 - 5) * 2", 8)]
    [InlineData("2*width", 128)]
    [InlineData("width/(1 + 3)", 16)]
    [InlineData("((((width))))", 64)]
    public void Expression_has_the_value(string expression, int expected)
    {
        var network = Single("const width = 64\n" + Programs.Network("dense " + expression));
        Assert.Equal(expected, network.Layers[0].Output.Sizes[0]);
    }

    [Theory]
    [InlineData("1/4", 0.25)]
    [InlineData("1 - 0.5", 0.5)]
    [InlineData("third", 1.0 / 3)]
    [InlineData("third * 2", 2.0 / 3)]
    public void Real_number_may_come_of_a_division(string expression, double expected)
    {
        var network = Single("const third = 1/3\n" + Programs.Network("dropout " + expression));
        Assert.Equal(expected, ((DropoutLayer)network.Layers[0]).Rate, 15);
    }

    [Fact]
    public void Constant_is_known_in_inputs_schedules_and_initialisations()
    {
        var network = Single("""
            const side = 4
            const slow = 0.01
            network Net { input pixels side*side; dense 8 init normal slow; output digit = dense side softmax }
            schedule S for Net { seed side; batch 2*side; finetune {
                optimizer sgd rate slow; rate times slow*2 every side epochs; epochs 8*side; stop when validation error stalls side + 1 epochs } }
            """);
        var schedule = Assert.Single(network.Schedules);
        Assert.Equal("16", network.Input.ToString());
        Assert.Equal(0.01, ((DenseLayer)network.Layers[0]).Initialization.High);
        Assert.Equal((4, 8), (schedule.Seed, schedule.Batch));
        Assert.Equal((32, 5), (schedule.Stages[0].Epochs, schedule.Stages[0].Stop!.StallEpochs));
        Assert.Equal(new StepRate(0.01, 0, 0.02, 4), schedule.Stages[0].Rate);
    }

    [Fact]
    public void Outermost_marked_uses_of_blocks_are_computed_twice()
    {
        var network = Single("""
            block Inner(width) recompute { conv 3x3 filters width pad 1; relu }
            block Outer(width) recompute { Inner(width); Inner(width) }
            block Plain(width) { Inner(width); relu }
            block Empty() recompute { }
            network Net {
                input image 1x8x8
                Outer(3)
                Empty()
                repeat 2 { Plain(2) }
                output digit = dense 2 softmax
            }
            """);

        Assert.Equal([new(0, 3), new(4, 5), new(7, 8)], network.Recomputed);
        Assert.Empty(Single(Unit + Programs.Network("Unit(3)")).Recomputed);
    }

    [Fact]
    public void Repeat_equals_its_layers_written_out()
    {
        var repeated = Single(Programs.Network("relu\nrepeat 2 { conv 3x3 filters 4 pad 1; tanh }\nrelu"));
        var written = Single(Programs.Network("relu\nconv 3x3 filters 4 pad 1; tanh; conv 3x3 filters 4 pad 1; tanh\nrelu"));
        Assert.Equal(written, repeated);
    }

    [Fact]
    public void Name_in_a_repeat_gets_the_number_of_the_turn()
    {
        var network = Single(Programs.Network("repeat 2 { c = relu; tanh; repeat 2 { d = relu } }\nrelu"));
        Assert.Equal(["c_1", "tanh1", "d_1_1", "d_1_2", "c_2", "tanh2", "d_2_1", "d_2_2", "relu7", "digit"], Names(network));
    }

    [Fact]
    public void Repeat_of_no_turns_leaves_its_layers_out() =>
        Assert.Equal(Single(Programs.Network("relu")), Single(Programs.Network("relu\nrepeat 1 - 1 { conv 99x99 filters 1 }")));

    [Fact]
    public void Block_equals_its_layers_written_out()
    {
        var used = Single(Unit + Programs.Network("a = Unit(4)\nUnit(8, 2)\nUnit(2*8, stride_of)").Insert(0, "const stride_of = 2\n"));
        var written = Single(Programs.Network("""
            a_c = conv 3x3 filters 4 stride 1 pad 1; a_relu1 = relu
            unit2_c = conv 3x3 filters 8 stride 2 pad 1; unit2_relu1 = relu
            unit3_c = conv 3x3 filters 16 stride 2 pad 1; unit3_relu1 = relu
            """));
        Assert.Equal(written, used);
    }

    [Fact]
    public void Names_in_blocks_in_blocks_stand_one_behind_the_other()
    {
        var network = Single(
            Unit + "block Stage(width) { Unit(width); down = Unit(2*width, 2); repeat 2 { Unit(width); e = Unit(1); tanh } }\n"
            + Programs.Network("conv 3x3 filters 2\nStage(4)\nconv 3x3 filters 2"));
        Assert.Equal(
            [
                "conv1", "stage1_unit1_c", "stage1_unit1_relu1", "stage1_down_c", "stage1_down_relu1",
                "stage1_unit3_c", "stage1_unit3_relu1", "stage1_e_1_c", "stage1_e_1_relu1", "stage1_tanh1",
                "stage1_unit5_c", "stage1_unit5_relu1", "stage1_e_2_c", "stage1_e_2_relu1", "stage1_tanh2",
                "conv2", "digit",
            ],
            Names(network));
    }

    [Fact]
    public void Parameter_hides_a_constant_and_default_may_use_parameters_before()
    {
        var network = Single(
            "const width = 9\nblock B(width, more = 2*width) { dense width; dense more }\n" + Programs.Network("B(3)\ndense width"));
        Assert.Equal([3, 6, 9, 10], network.Layers.Select(layer => layer.Output.Sizes[0]));
    }

    [Fact]
    public void Convolution_before_a_block_that_starts_with_relu_starts_as_before_a_relu()
    {
        var network = Single("block B() { relu }\n" + Programs.Network("dense 4\nB()"));
        Assert.Equal(InitializationKind.He, ((DenseLayer)network.Layers[0]).Initialization.Kind);
    }

    [Fact]
    public void Error_in_a_block_is_shown_there_once_with_the_uses_that_led_there()
    {
        var diagnostics = Compilation.Compile("""
            block Unit(width, stride = 1) {
                conv 40x40 filters width stride stride
            }
            block Stage(n) {
                Unit(2*n)
                Unit(n, 2)
            }
            network Net {
                input image 1x28x28
                Stage(4)
                Stage(5)
                output digit = dense 10 softmax
            }
            """).Diagnostics;
        Assert.Equal(
            "(2,5): error NET0034: conv 40x40 needs at least 40×40, but image gives 1×28×28; in Unit(width = 8, stride = 1), used in line 5, in Stage(n = 4), used in line 10",
            Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("const width = 64\n", "dense widht", "'widht' is neither a number nor the name of a constant or parameter; did you mean 'width'?")]
    [InlineData("const width = 64\n", "dense 2*widht", "'widht' is neither a number nor the name of a constant or parameter; did you mean 'width'?")]
    [InlineData("const width = 64\n", "dense width/3", "number of units of dense must be a whole number, but 64 / 3 leaves a rest")]
    [InlineData("const width = 64\n", "dense width - 64", "number of units of dense must be a whole number from 1 to 16,777,216, found width - 64 = 0")]
    [InlineData("const width = 0.5\n", "dense width", "number of units of dense must be a whole number from 1 to 16,777,216, found 'width = 0.5'")]
    [InlineData("const width = 64\n", "dense width/(64 - width)", "'width / (64 - width)' has no value: it divides by 0")]
    [InlineData(Unit, "Unti(64)", "there is no block 'Unti'; did you mean 'Unit'?")]
    [InlineData(Unit, "Unit(1, 2, 3)", "Unit takes 1 to 2 arguments, found 3")]
    [InlineData(Unit, "Unit()", "Unit takes 1 to 2 arguments, found 0")]
    [InlineData("block B(a) { Unit(a) }\nblock Unit(a) { B(a) }\n", "B(1)", "block B uses itself, which would never end; in Unit(a = 1), used in line 1, in B(a = 1), used in line 4")]
    [InlineData("", "repeat 30000 { relu }", "number of repeat must be a whole number from 0 to 20,000, found 30000")]
    [InlineData("", "repeat 300 { repeat 300 { } }", "the repeats, blocks and extended networks of this file come to more than 20,000 statements")]
    [InlineData("block B(a, b) { dense b }\n", "B(1, 2)", "block B does not use its parameter 'a'")]
    public void Message_says_what_is_wrong(string declarations, string layers, string expected) =>
        Assert.Equal(expected, Assert.Single(Compilation.Compile(declarations + Programs.Network(layers)).Diagnostics).Message);

    [Theory]
    [InlineData("const a = 1/0\n", "dense a")]
    [InlineData("const a = §\n", "dense a")]
    [InlineData("block B() { relu § }\n", "B()")]
    [InlineData("block B(4) { relu }\n", "B()")]
    [InlineData("block B(n) { dense n }\n", "B(0); B(1)")]
    public void Error_in_a_declaration_is_reported_once_and_breaks_the_network_that_uses_it(string declarations, string layers)
    {
        var bound = Compilation.Compile(declarations + Programs.Network(layers));
        Assert.Single(bound.Diagnostics);
        Assert.Empty(bound.Networks);
    }

    [Fact]
    public void Network_behind_the_one_that_repeats_too_much_is_broken_too()
    {
        var bound = Compilation.Compile(
            Programs.Network("repeat 9999 { relu; relu; relu }") + "\nnetwork Next { input a 4; repeat 2 { relu }; output b = dense 2 linear }");
        Assert.Single(bound.Diagnostics);
        Assert.Equal(2, bound.BrokenNetworks.Count);
    }

    [Fact]
    public void Blocks_used_sixty_five_deep_are_an_error()
    {
        var blocks = Enumerable.Range(1, 30_000).Select(index => $"block B{index}() {{ B{index + 1}() }}\n");
        var found = Assert.Single(Compilation.Compile(string.Concat(blocks) + Programs.Network("B1()")).Diagnostics);
        Assert.StartsWith("the repeats, blocks and extended networks of this file come to more than 64 in one another", found.Message, StringComparison.Ordinal);
    }

    private static Network Single(string text)
    {
        var bound = Compilation.Compile(text);
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(bound.Networks);
    }

    private static IEnumerable<string> Names(Network network) => network.Layers.Select(layer => layer.Name);
}
