using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

/// <summary>What is left of a file with errors, and that all of them are reported.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public void All_errors_of_a_file_are_reported_at_once()
    {
        var text = """
            network A {
                input image 1x28x28
                c1 = conv 5x5 filtres 6
                relu §
                maxpol 2x2
                dense 0
                f1 = dense 120
                dropout 2
                maxpool 2x2
                output digit = dense 3 softmax { one two }
            }
            schedul B for A { }
            schedule C for A { batch 0; finetune { optimizer sgd rate 0.1 moment 0.9; epochs 1 } }
            network D { output x = dense 2 linear }
            """;
        (string, int)[] expected =
        [
            ("NET0021", 3), ("NET0001", 4), ("NET0010", 5), ("NET0025", 6), ("NET0025", 8), ("NET0031", 9),
            ("NET0048", 10), ("NET0010", 12), ("NET0025", 13), ("NET0021", 13), ("NET0017", 14),
        ];
        var found = Compilation.Compile(text).Diagnostics;
        Assert.Equal(expected, found.Select(diagnostic => (diagnostic.Id, diagnostic.Span.StartLine)));
    }

    [Fact]
    public void Broken_network_keeps_the_names_that_code_may_use()
    {
        var bound = Compilation.Compile(Programs.LeNet5.Replace("filters 16", "filters 0", StringComparison.Ordinal));
        Assert.Empty(bound.Networks);
        var broken = Assert.Single(bound.BrokenNetworks);
        Assert.Equal(("LeNet5", "image", "digit"), (broken.Name, broken.InputName, broken.OutputName));
        Assert.Equal(10, broken.Labels.Count);
        Assert.Equal(["Standard"], broken.Schedules);
        Assert.Contains("c3", broken.Layers);
    }

    [Fact]
    public void Network_with_a_broken_schedule_is_broken_and_keeps_the_schedules_name()
    {
        var bound = Compilation.Compile(Programs.LeNet5.Replace("epochs 10", "epochs ten", StringComparison.Ordinal));
        Assert.Equal("NET0070", Assert.Single(bound.Diagnostics).Id);
        Assert.Equal(["Standard"], Assert.Single(bound.BrokenNetworks).Schedules);
    }

    [Fact]
    public void Error_in_one_network_leaves_the_other_whole()
    {
        var bound = Compilation.Compile("network A { input x 4\nwrong\noutput y = dense 2 linear }\n" + Programs.LeNet5);
        Assert.Equal("LeNet5", Assert.Single(bound.Networks).Name);
        Assert.Equal("A", Assert.Single(bound.BrokenNetworks).Name);
    }

    [Fact]
    public void Unknown_shape_raises_no_error_in_the_layers_behind()
    {
        var bound = Compilation.Compile(Programs.Network("wrong\nconv 5x5 filters 6\nmaxpool 9x9 stride 2\nrelu"));
        Assert.Equal("NET0010", Assert.Single(bound.Diagnostics).Id);
    }

    [Fact]
    public void Warning_breaks_no_network()
    {
        var bound = Compilation.Compile("network lower { input x 4; output y = dense 2 linear }");
        Assert.Single(bound.Networks);
        Assert.Equal("NET0049", Assert.Single(bound.Diagnostics).Id);
    }

    [Fact]
    public void Edit_of_a_comment_or_of_spaces_leaves_the_meaning_equal()
    {
        var edited = "// new\n\n" + Programs.LeNet5.Replace("relu\n", "relu   /* a\nb */ ; // more\n", StringComparison.Ordinal);
        Assert.Equal(Compilation.Compile(Programs.LeNet5), Compilation.Compile(edited));
    }

    [Fact]
    public void Edit_of_documentation_changes_the_meaning()
    {
        var edited = Programs.LeNet5.Replace("/// Reads", "/// Sees", StringComparison.Ordinal);
        Assert.NotEqual(Compilation.Compile(Programs.LeNet5), Compilation.Compile(edited));
    }
}
