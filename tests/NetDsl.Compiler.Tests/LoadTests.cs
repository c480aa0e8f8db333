using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

/// <summary>What a schedule starts from.</summary>
public sealed class LoadTests
{
    private const string Text = """
        block Unit(width) { c = conv 3x3 filters width pad 1; relu }
        network Net {
            input image 1x28x28
            c1 = conv 5x5 filters 8 relu
            Unit(8)
            hidden = dense 20 relu
            output digit = dense 10 softmax
        }
        schedule S for Net { LOAD; batch 8; finetune { optimizer sgd rate 0.1; epochs 1 } }
        """;

    [Fact]
    public void Schedule_without_a_load_starts_from_the_model_as_it_is() =>
        Assert.Null(Bind("seed 1").Schedules.Single().Load);

    [Fact]
    public void Whole_file_is_loaded_where_nothing_is_left_out() =>
        Assert.Equal(new WeightLoad("a b/net.safetensors", null), Bind("load \"a b/net.safetensors\"").Schedules.Single().Load);

    [Theory]
    [InlineData("digit", "digit")]
    [InlineData("unit1, digit", "unit1_c unit1_relu1 digit")]
    [InlineData("hidden .. digit", "hidden relu2 digit")]
    [InlineData("c1 .. unit1", "c1 relu1 unit1_c unit1_relu1")]
    public void Names_and_ranges_mean_layers_of_the_network(string except, string expected)
    {
        var network = Bind($"load \"net.safetensors\" except {except}");

        var layers = network.Schedules.Single().Load!.Except!.In(network.Layers).Select(layer => layer.Name);
        Assert.Equal(expected, string.Join(' ', layers));
    }

    [Fact]
    public void Unknown_layer_comes_with_a_near_name()
    {
        var found = Assert.Single(Diagnose("load \"net.safetensors\" except hiden"));
        Assert.Equal("NET0125", found.Id);
        Assert.Contains("did you mean 'hidden'?", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hidden, digit", "")]
    [InlineData("hidden, unit1", "")]
    [InlineData("hiden, digit", "NET0125")]
    [InlineData("hidden .. digit", "NET0125")]
    public void Layer_that_the_network_left_out_of_the_one_it_extends_may_be_named(string except, string expected)
    {
        var bound = Compilation.Compile($$"""
            {{Text.Replace("LOAD", "seed 1")}}
            network Flat extends Net { replace hidden with { } replace unit1 with { } }
            network Small extends Flat { replace digit with dense 3 }
            schedule T for Small { load "net.safetensors" except {{except}}; batch 8; finetune { optimizer sgd rate 0.1; epochs 1 } }
            """);

        Assert.Equal(expected, string.Join(' ', bound.Diagnostics.Select(found => found.Id)));
    }

    [Fact]
    public void Layer_without_weights_is_a_warning_that_keeps_the_schedule()
    {
        var bound = Compilation.Compile(Text.Replace("LOAD", "load \"net.safetensors\" except relu1"));

        Assert.Equal("NET0151", Assert.Single(bound.Diagnostics).Id);
        Assert.Single(Assert.Single(bound.Networks).Schedules);
    }

    [Fact]
    public void Places_of_layers_are_no_part_of_a_bound_network() => Assert.Equal(
        Bind("load \"net.safetensors\" except digit"), Bind("/* a comment */ load \"net.safetensors\" except digit"));

    [Fact]
    public void Load_of_a_schedule_in_another_file_is_held_to_the_extended_network()
    {
        var files = Compilation.Compile(
        [
            new("net.net", Text.Replace("LOAD", "seed 1")),
            new("animals.net", "network Animals extends Net { replace digit with dense 3 }"),
            new("transfer.net", """
                schedule Transfer for Animals {
                    load "net.safetensors" except digit, dgit
                    batch 8
                    finetune { optimizer sgd rate 0.1; epochs 1 }
                }
                """),
        ]);

        var found = Assert.Single(files.SelectMany(file => file.Diagnostics));
        Assert.Same(found, Assert.Single(files[2].Diagnostics));
        Assert.Equal(("NET0125", 2, 42), (found.Id, found.Span.StartLine, found.Span.StartColumn));
    }

    private static Network Bind(string load)
    {
        var bound = Compilation.Compile(Text.Replace("LOAD", load));
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(bound.Networks);
    }

    private static IEnumerable<Diagnostics.Diagnostic> Diagnose(string load) =>
        Compilation.Compile(Text.Replace("LOAD", load)).Diagnostics;
}
