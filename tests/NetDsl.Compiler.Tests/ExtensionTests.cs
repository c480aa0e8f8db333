using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Tests;

/// <summary>What networks come to that extend others.</summary>
public sealed class ExtensionTests
{
    private const string Origin = """
        block Unit(n) { c = conv 3x3 filters n pad 1; relu }
        network A {
            input image 1x28x28
            conv 3x3 filters 4 pad 1
            relu
            c2 = conv 3x3 filters 4 pad 1
            relu
            u = Unit(4)
            maxpool 2x2
            h1 = dense 20 sigmoid
            output digit = dense 3 softmax { a b c }
        }

        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("replace c2 with conv 5x5 filters 8 pad 2", "c2 = conv 3x3 filters 4 pad 1|c2 = conv 5x5 filters 8 pad 2")]
    [InlineData("replace conv1 with conv 5x5 filters 4 pad 2", "\n    conv 3x3 filters 4 pad 1|\n    conv1 = conv 5x5 filters 4 pad 2")]
    [InlineData("replace relu2 with tanh", "pad 1\n    relu\n    u|pad 1\n    relu2 = tanh\n    u")]
    [InlineData("replace maxpool1 with avgpool 2x2", "maxpool 2x2|maxpool1 = avgpool 2x2")]
    [InlineData("replace u with conv 3x3 filters 4 pad 1", "u = Unit(4)|u = conv 3x3 filters 4 pad 1")]
    [InlineData("replace u with Unit(6)", "u = Unit(4)|u = Unit(6)")]
    [InlineData("replace c2 with Unit(6)", "c2 = conv 3x3 filters 4 pad 1|c2 = Unit(6)")]
    [InlineData("replace u_c with conv 1x1 filters 4", "u = Unit(4)|u_c = conv 1x1 filters 4; u_relu1 = relu")]
    [InlineData("replace u with { }", "u = Unit(4)|")]
    [InlineData("replace u with { conv 3x3 filters 2; relu; u = conv 3x3 filters 3 }",
        "u = Unit(4)|u_conv1 = conv 3x3 filters 2; u_relu1 = relu; u = conv 3x3 filters 3")]
    [InlineData("replace u with repeat 2 { conv 3x3 filters 2; d = tanh }",
        "u = Unit(4)|u_conv1 = conv 3x3 filters 2; u_d_1 = tanh; u_conv2 = conv 3x3 filters 2; u_d_2 = tanh")]
    [InlineData("replace u with add { branch { conv 1x1 filters 4 } branch { } }",
        "u = Unit(4)|u = add { branch { u_conv1 = conv 1x1 filters 4 } branch { } }")]
    [InlineData("replace u with project 5", "u = Unit(4)|u = project 5")]
    [InlineData("replace h1 with dense 30", "dense 20 sigmoid|dense 30")]
    [InlineData("replace h1 with dense 30 sigmoid", "h1 = dense 20 sigmoid|h1 = dense 30; h1_sigmoid1 = sigmoid")]
    [InlineData("replace sigmoid1 with leakyrelu 0.2", "h1 = dense 20 sigmoid|h1 = dense 20; sigmoid1 = leakyrelu 0.2")]
    [InlineData("replace digit with dense 3", "")]
    [InlineData("replace digit with dense 3 init he", "dense 3 softmax|dense 3 init he softmax")]
    [InlineData("replace digit with dense 5 { v w x y z }", "dense 3 softmax { a b c }|dense 5 softmax { v w x y z }")]
    [InlineData("replace digit with dense 2 linear", "dense 3 softmax { a b c }|dense 2 linear")]
    [InlineData("replace digit with dense 3; replace u with { }; replace c2 with tanh",
        "c2 = conv 3x3 filters 4 pad 1|c2 = tanh|u = Unit(4)|")]
    public void Extension_equals_the_network_written_anew(string replace, string changes)
    {
        var written = Origin.Replace("network A", "network B", StringComparison.Ordinal);
        var parts = changes.Split('|');
        for (var index = 0; index + 1 < parts.Length; index += 2)
        {
            Assert.Contains(parts[index], written, StringComparison.Ordinal);
            written = written.Replace(parts[index], parts[index + 1], StringComparison.Ordinal);
        }

        Assert.Equal(Single(written, 0), Alone(Single(Origin + $"network B extends A {{ {replace} }}", 1)));
    }

    [Fact]
    public void Layers_that_are_kept_have_their_names_whatever_the_others_are()
    {
        var network = Single(Origin + "network B extends A { replace relu1 with { tanh; relu; conv 1x1 filters 4; relu } }", 1);
        Assert.Equal(
            [
                "conv1", "relu1_tanh1", "relu1_relu1", "relu1_conv1", "relu1_relu2", "c2", "relu2", "u_c", "u_relu1",
                "maxpool1", "h1", "sigmoid1", "digit",
            ],
            network.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Extension_of_an_extension_equals_the_network_written_anew()
    {
        var text = Origin + """
            network B extends A { replace u with { conv 1x1 filters 2; u = conv 1x1 filters 3 }; replace sigmoid1 with elu }
            network C extends B { replace u_conv1 with Unit(5); replace h1 with dense 9; replace digit with dense 4 { p q r s } }
            network D extends C { replace u with Unit(7) }
            """;
        var third = Written(
            Origin, "network A", "network C", "u = Unit(4)", "u_conv1 = Unit(5); u = conv 1x1 filters 3",
            "h1 = dense 20 sigmoid", "h1 = dense 9; sigmoid1 = elu", "dense 3 softmax { a b c }", "dense 4 softmax { p q r s }");
        var fourth = Written(third, "network C", "network D", "u_conv1 = Unit(5); u = conv 1x1 filters 3", "u = Unit(7)");
        Assert.Equal(Single(third, 0), Alone(Single(text, 2)));
        Assert.Equal(Single(fourth, 0), Alone(Single(text, 3)));
    }

    /// <summary>Without what is known of the networks that it extends.</summary>
    private static Network Alone(Network network) => network with { LeftOut = EquatableArray<string>.Empty };

    [Fact]
    public void Replacement_reads_what_the_replaced_layer_read()
    {
        const string origin = """
            network First {
                input image 1x8x8
                a = conv 3x3 filters 4 pad 1
                b = conv 3x3 filters 4 pad 1
                c = conv 3x3 filters 4 pad 1 from a
                s = add from b, c
                t = concat { branch { d = conv 1x1 filters 2 from b } branch { conv 1x1 filters 3 } }
                output digit = dense 3 softmax from s weight 1/2
                output more = dense 2 linear from t
                auxiliary early = dense 3 softmax for digit from a weight 0.25
            }

            """;
        const string replace = """
            network Second extends First {
                replace c with { conv 5x5 filters 4 pad 2; tanh }
                replace s with concat
                replace d with conv 1x1 filters 5
                replace digit with dense 7
                replace early with dense 7 from b
                replace more with dense 4 weight 2
            }
            """;
        var written = Single(
            Written(
                origin, "network First", "network Second",
                "c = conv 3x3 filters 4 pad 1 from a", "c_conv1 = conv 5x5 filters 4 pad 2 from a; c = tanh",
                "s = add from b, c", "s = concat from b, c", "conv 1x1 filters 2 from b", "conv 1x1 filters 5 from b",
                "digit = dense 3", "digit = dense 7",
                "early = dense 3 softmax for digit from a", "early = dense 7 softmax for digit from b",
                "more = dense 2 linear", "more = dense 4 linear weight 2"),
            0);
        var network = Single(origin + replace, 1);
        Assert.Equal("c_tanh1", network.Layers[3].Name);
        Assert.Equal(written.Layers.Select(layer => layer.Output), network.Layers.Select(layer => layer.Output));
        Assert.Equal(written.Layers.SelectMany(layer => layer.Sources), network.Layers.SelectMany(layer => layer.Sources));
        Assert.Equal(written.Outputs, network.Outputs);
    }

    [Fact]
    public void Replacement_in_a_repeat_or_block_knows_the_names_around_it()
    {
        const string text = """
            block Unit(n) {
                c = conv 3x3 filters n pad 1
                d = conv 3x3 filters n pad 1
                add { branch { } branch { e = relu from c } }
            }
            network First {
                input image 1x8x8
                repeat 2 { a = conv 1x1 filters 4; b = relu from a; Unit(4) }
                output digit = dense 3 linear
            }
            network Second extends First {
                replace b_2 with tanh from a
                replace unit2_e with elu from d
                replace unit1_d with conv 1x1 filters 4 from input
            }
            network Third extends First { replace unit2_e with elu from unit1_c }
            """;
        Assert.Equal(["a_2", "unit2_d", "b_1"], [Read(1, "b_2"), Read(1, "unit2_e"), Read(1, "unit1_d")]);
        Assert.Equal("unit1_c", Read(2, "unit2_e"));

        string Read(int index, string name)
        {
            var layers = Single(text, index).Layers;
            return layers[layers.Single(layer => layer.Name == name).Sources[0]].Name;
        }
    }

    [Fact]
    public void Name_of_a_layer_with_a_replaced_activation_is_still_that_of_the_whole()
    {
        var network = Single(
            """
            network First { input x 4; h = dense 3 sigmoid; output y = dense 2 linear; output z = dense 2 linear from h }
            network Second extends First { replace sigmoid1 with tanh }
            """,
            1);
        Assert.Equal(1, network.Layers.Single(layer => layer.Name == "z").Sources[0]);
        Assert.Equal("sigmoid1", network.Layers[1].Name);
    }

    [Fact]
    public void Network_of_another_file_keeps_its_constants_and_blocks()
    {
        var bound = Compile("""
            // a/base.net
            import "units.net"
            const width = 4
            network A { input x 1x8x8; u = Unit(width); dense width; output digit = dense width softmax weight 1/width }
            // a/units.net
            const slope = 0.25
            block Unit(n) { conv 3x3 filters n; leakyrelu slope }
            // net.net
            const width = 9
            network B extends A { replace dense1 with dense 2*width; replace digit with dense width }
            schedule S for B { batch 1; finetune { optimizer sgd rate 1; epochs 1 } }
            """);
        var network = Assert.Single(bound[2].Networks);
        Assert.Equal([4, 4, 18, 9], network.Layers.Select(layer => layer.Output.Sizes[0]));
        Assert.Equal(0.25, network.Output.Weight);
        Assert.Equal("S", Assert.Single(network.Schedules).Name);
        Assert.Empty(Assert.Single(bound[0].Networks).Schedules);
    }

    [Fact]
    public void Extended_network_may_import_the_file_that_extends_it()
    {
        var bound = Compile("""
            // a.net
            import "b.net"
            network A { input x 4; dense width; output y = dense 2 linear }
            // b.net
            const width = 9
            network B extends A { replace y with dense 3 }
            """);
        Assert.Equal(9, bound[1].Networks[0].Layers[0].Output.Sizes[0]);
    }

    [Fact]
    public void Documentation_and_schedules_are_the_extensions_own()
    {
        var networks = Compile("""
            // a.net
            /// Of A.
            network A { input x 4
              /// Of h.
              h = dense 3
              /// Of i.
              i = dense 3
              output y = dense 2 linear }
            schedule S for A { batch 1; finetune { optimizer sgd rate 1; epochs 1 } }
            network B extends A {
              /// New.
              replace h with dense 4
            }
            /// Of C.
            network C extends A { replace i with dense 4 }
            """)[0].Networks;
        Assert.Equal(["Of A.", null, "Of C."], networks.Select(network => network.Documentation));
        Assert.Equal([1, 0, 0], networks.Select(network => network.Schedules.Count));
        Assert.Equal(["New.", "Of i."], networks[1].Layers.Take(2).Select(layer => layer.Documentation));
        Assert.Equal(["Of h.", null], networks[2].Layers.Take(2).Select(layer => layer.Documentation));
    }

    [Fact]
    public void Preparation_of_the_input_is_taken_over()
    {
        var networks = Compile("""
            // a.net
            network A { input image 1x8x8 { training { mirror } }; c = conv 3x3 filters 4; output y = dense 2 linear }
            network B extends A { replace c with conv 5x5 filters 2 }
            """)[0].Networks;
        Assert.NotNull(networks[0].Preparation);
        Assert.Equal(networks[0].Preparation, networks[1].Preparation);
    }

    [Fact]
    public void Projections_batchnorm_keeps_its_name_and_can_be_replaced()
    {
        const string Text = """
            network A {
                input image 1x8x8
                f = conv 3x3 filters 4 pad 1; batchnorm
                p = project 8 batchnorm
                output y = dense 2 linear
            }
            network B extends A { replace batchnorm1 with relu }
            network C extends A { replace batchnorm2 with tanh }
            """;

        string[] names = ["f", "batchnorm1", "p", "batchnorm2", "y"];
        var (first, second) = (Single(Text, 1).Layers, Single(Text, 2).Layers);
        Assert.Equal(names, first.Select(layer => layer.Name));
        Assert.Equal(names, second.Select(layer => layer.Name));
        Assert.Equal([false, true], new[] { first[1], first[3] }.Select(layer => layer is BatchNormLayer));
        Assert.Equal([true, false], new[] { second[1], second[3] }.Select(layer => layer is BatchNormLayer));
    }

    private static string Written(string text, params string[] changes)
    {
        for (var index = 0; index < changes.Length; index += 2)
        {
            Assert.Contains(changes[index], text, StringComparison.Ordinal);
            text = text.Replace(changes[index], changes[index + 1], StringComparison.Ordinal);
        }

        return text;
    }

    private static Network Single(string text, int index)
    {
        var bound = Compilation.Compile(text);
        Assert.Empty(bound.Diagnostics.Select(found => found.ToString()));
        return bound.Networks[index];
    }

    private static IReadOnlyList<BoundFile> Compile(string text)
    {
        var bound = Compilation.Compile(Programs.Files(text));
        Assert.All(bound, file => Assert.Empty(file.Diagnostics));
        return bound;
    }
}
