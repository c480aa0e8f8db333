namespace NetDsl.Compiler.Tests;

/// <summary>What is said of networks that extend others, and where. Some texts hold several files, parted by comments
/// with their paths.</summary>
public sealed class ExtensionErrorTests
{
    private const string Origin = """
        block Unit(n) { c = conv 3x3 filters n pad 1; relu }
        network A {
            input image 1x28x28
            c2 = conv 3x3 filters 4 pad 1; relu
            u = Unit(4)
            maxpool 2x2
            h1 = dense 20 sigmoid
            output digit = dense 3 softmax { a b c }
        }

        """;

    [Theory]
    [InlineData("replace c2 with conv 3x3 filters 0", "(10,56): error NET0025: filters of conv must be a whole number from 1 to 16,777,216, found 0")]
    [InlineData("replace c3 with tanh", "(10,31): error NET0120: A has no layer or output 'c3' to replace; did you mean 'c2'?")]
    [InlineData("replace image with tanh", "(10,31): error NET0120: A has no layer or output 'image' to replace; that is its input")]
    [InlineData("replace u with tanh; replace u_c with tanh", "(10,52): error NET0121: 'u_c' is already replaced, with 'u' in line 10")]
    [InlineData("replace h1 with tanh; replace sigmoid1 with tanh", "(10,53): error NET0121: 'sigmoid1' is already replaced, with 'h1' in line 10")]
    [InlineData("relu", "(10,23): error NET0123: 'relu' cannot stand in B, which extends A; expected `replace NAME with …`")]
    [InlineData("Unit(3)", "(10,23): error NET0123: 'Unit' cannot stand in B, which extends A; expected `replace NAME with …`")]
    [InlineData("output more = dense 3 linear", "(10,23): error NET0123: 'output' cannot stand in B, which extends A; expected `replace NAME with …`")]
    [InlineData("replaec u with tanh", "(10,23): error NET0010: unknown statement 'replaec' in a network that extends another; expected `replace fc8 with dense 37`; did you mean 'replace'?")]
    [InlineData("5x5", "(10,23): error NET0011: expected `replace fc8 with dense 37`, found '5x5'")]
    [InlineData("replace 5 with tanh", "(10,31): error NET0013: replace needs a name, found '5'; for example `replace fc8 with dense 37`")]
    [InlineData("a = replace u with tanh", "(10,23): error NET0016: 'a =' cannot stand before replace; only layers are named so")]
    [InlineData("replace u by tanh", "(10,33): error NET0012: found 'by' in replace; expected 'with'")]
    [InlineData("replace u with", "(10,23): error NET0012: found the end of the line in replace; expected a layer, a use of a block or '{'")]
    [InlineData("replace u with v = tanh", "(10,40): error NET0012: found '=' in replace; expected a layer without a name: it keeps 'u'")]
    [InlineData("replace u with output x = dense 3", "(10,38): error NET0012: found 'output' in replace; expected a layer, a use of a block or '{'")]
    [InlineData("replace u with thna", "(10,38): error NET0010: unknown statement 'thna' in a block; expected a layer or repeat; did you mean 'tanh'?")]
    [InlineData("replace u with Unti(4)", "(10,38): error NET0074: there is no block 'Unti'; did you mean 'Unit'?")]
    [InlineData("replace digit with { dense 3 }", "(10,23): error NET0012: found '{' in replace; expected an output's layer, as in `replace digit with dense 10`")]
    [InlineData("replace digit with conv 3x3 filters 4", "(10,42): error NET0052: an output is a dense layer, or the values before it: `output digit = dense 10 softmax` or `output image = linear`, found 'conv'")]
    [InlineData("replace digit with dense 5", "(10,42): error NET0124: digit has 5 units now, but 3 labels of the network that is extended; state its own: `replace digit with dense 5 softmax { … }`")]
    [InlineData("replace digit with dense 5 { v w }", "(10,42): error NET0048: output has 5 units but 2 labels; expected one label a unit")]
    public void Message_says_what_is_wrong(string replace, string expected) => Says(expected, replace);

    [Theory]
    [InlineData("replace c2 with conv 26x26 filters 4", "(10,23): error NET0035: maxpool 2x2 stride 2×2 does not divide the 4×3×3 of u_relu1 evenly; expected `floor`, which gives 4×1×1, or `ceil`, which gives 4×2×2; in maxpool1 of A, line 6, behind this replacement")]
    [InlineData("replace c2 with dense 5", "(10,23): error NET0031: conv needs channels × height × width or channels × length, but relu1 gives 5 features; in Unit(n = 4), used in line 5; in u_c of A, line 1, behind this replacement")]
    [InlineData("replace c2 with dense 5; replace u with tanh", "(10,48): error NET0031: maxpool needs channels × height × width or channels × length, but u gives 5 features; in maxpool1 of A, line 6, behind this replacement")]
    public void Error_behind_a_replacement_is_shown_at_it(string replace, string expected) => Says(expected, replace);

    [Fact]
    public void Error_behind_a_replacement_in_another_file_says_that_file() => SaysOf(
        """
        // nets/vgg.net
        network Vgg {
            input image 3x8x8
            c1 = conv 3x3 filters 4
            maxpool 2x2
            fc8 = dense 10
            output label = softmax { a b c d e f g h i j }
        }
        // animals.net
        network Animals extends Vgg {
            replace c1 with conv 4x4 filters 4
            replace fc8 with dense 37
        }
        network Other extends Animals { }
        """,
        "animals.net(2,5): error NET0035: maxpool 2x2 stride 2×2 does not divide the 4×5×5 of c1 evenly; expected `floor`, which "
        + "gives 4×2×2, or `ceil`, which gives 4×3×3; in maxpool1 of Vgg, line 4 of nets/vgg.net, behind this replacement",
        "animals.net(3,5): error NET0124: label has 37 units now, but 10 labels of the network that is extended; state its "
        + "own: `replace label with softmax { … }`; in label of Vgg, line 6 of nets/vgg.net, behind this replacement");

    [Fact]
    public void Error_without_a_replacement_in_front_of_it_is_shown_at_the_head() => SaysOf(
        """
        // a.net
        network First {
            input x 4
            h = dense 3
            auxiliary early = dense 3 softmax for y
            output y = dense 3 softmax from h
        }
        network Second extends First { replace y with dense 4 }
        """,
        "a.net(7,1): error NET0091: early has 3 units, softmax, but y, whose targets it has too, has 4 units, softmax; "
        + "in early of First, line 4");

    [Fact]
    public void Name_of_the_extension_itself_may_collide() => SaysOf(
        "// a.net\nnetwork First { input x 4; second = dense 3; output y = dense 2 linear }\nnetwork Second extends First { }",
        "a.net(2,1): error NET0041: 'second' would become the member Second, a name that the generated class has already; "
        + "choose another; in second of First, line 1");

    [Fact]
    public void Error_of_the_extended_network_is_shown_there_alone() => SaysOf(
        """
        // a.net
        network A { input x 4; h = dense 0; output y = dense 2 linear }
        network Same extends A { replace y with dense 3 }
        // b.net
        network B extends A { replace z with dense 3; replace h with dense 3 }
        network Next extends B { replace y with dense 0 }
        """,
        "a.net(1,34): error NET0025: number of units of dense must be a whole number from 1 to 16,777,216, found 0",
        "b.net(1,19): error NET0118: a.net has errors that reach 'A', which this file uses in line 1",
        "b.net(2,47): error NET0025: number of units of output must be a whole number from 1 to 16,777,216, found 0");

    [Theory]
    [InlineData("§")]
    [InlineData("wrong")]
    [InlineData("repeat 2 { relu")]
    [InlineData("a = repeat 2 { relu }")]
    [InlineData("Unknown(3)")]
    public void Extension_of_a_network_with_an_error_is_broken(string statement)
    {
        var bound = Compilation.Compile(
            [new("a.net", $"network First {{ input x 4\n{statement}\noutput y = dense 2 linear }}"), new("b.net", "network Second extends First { replace lost with tanh }")]);
        Assert.NotEmpty(bound[0].Diagnostics);
        Assert.Equal(["NET0118"], bound[1].Diagnostics.Select(found => found.Id));
        Assert.Single(bound[1].BrokenNetworks);
    }

    [Theory]
    [InlineData("network A extends B { }", "network B extends A { }", "A extends B, which extends A|B extends A, which extends B")]
    [InlineData("network A extends A { }", "network B extends A { }", "A extends itself")]
    [InlineData("network A extends C { }\nnetwork C extends B { }", "network B extends A { }",
        "A extends C, which extends B, which extends A|C extends B, which extends A, which extends C|B extends A, which extends C, which extends B")]
    public void Circle_of_extensions_is_reported_in_it_alone(string first, string second, string expected) => Assert.Equal(
        expected.Split('|').Select(text => $"error NET0119: {text}; a network can only extend what does not extend it"),
        Diagnose($"// a.net\n{first}\n// b.net\n{second}").Select(text => text[text.IndexOf("error", StringComparison.Ordinal)..]));

    [Theory]
    [InlineData("network B extends C { }", "(1,19): error NET0046: there is no network 'C'")]
    [InlineData("network B extends Base { }", "(1,19): error NET0046: there is no network 'Base'; did you mean 'Bases'?")]
    [InlineData("network B extends { }", "(1,1): error NET0012: found the end of the line in network; expected the name of a network")]
    [InlineData("network B extends Bases B { }", "(1,25): error NET0012: found 'B' in network; expected '{'")]
    [InlineData("network B extend Bases { }", "(1,11): error NET0012: found 'extend' in network; expected '{' or 'extends'")]
    [InlineData("network B extends Bases", "(1,1): error NET0014: network needs a block; for example `network Animals extends Vgg16 { … }`")]
    public void Head_of_an_extension_is_checked(string text, string expected)
    {
        var bound = Compilation.Compile(
            [new("b.net", text), new("a.net", "network Bases { input x 4; output y = dense 2 linear }")]);
        Assert.Equal(expected, Assert.Single(bound[0].Diagnostics, found => found.Id != "NET0017").ToString());
    }

    [Fact]
    public void Broken_extension_keeps_the_names_that_code_may_use()
    {
        var bound = Compilation.Compile(Origin + "network B extends A { replace u with conv 0x0 filters 3 }");
        var broken = Assert.Single(bound.BrokenNetworks);
        Assert.Equal(("B", "image", "digit"), (broken.Name, broken.InputName, broken.OutputName));
        Assert.Equal(["c2", "relu1", "u", "maxpool1", "h1", "sigmoid1", "digit"], broken.Layers);
        Assert.Equal(["a", "b", "c"], broken.Labels);
    }

    [Fact]
    public void Chain_of_extensions_past_sixty_four_is_an_error()
    {
        var chain = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N{index - 1} {{ replace h with dense {index} }}\n");
        var bound = Compilation.Compile("network N0 { input x 4; h = dense 5; output y = dense 2 linear }\n" + string.Concat(chain));
        Assert.Equal(65, bound.Networks.Count);
        Assert.Equal(19_936, bound.BrokenNetworks.Count);
        Assert.StartsWith("the repeats, blocks and extended networks of this file come to more than 64 in one another", bound.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_of_a_large_network_are_bounded()
    {
        var extensions = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N {{ }}\n");
        var bound = Compilation.Compile("network N { input x 4; repeat 4000 { relu }; output y = dense 2 linear }\n" + string.Concat(extensions));
        Assert.Equal("NET0077", Assert.Single(bound.Diagnostics).Id);
        Assert.Equal(3, bound.Networks.Count);
    }

    private static void Says(string expected, string replace)
    {
        var found = Compilation.Compile(Origin + $"network B extends A {{ {replace} }}").Diagnostics;
        Assert.Equal(expected, string.Join("\n", found.Select(diagnostic => diagnostic.ToString())));
    }

    private static void SaysOf(string files, params string[] expected) => Assert.Equal(expected, Diagnose(files));

    private static IReadOnlyList<string> Diagnose(string text)
    {
        var files = Programs.Files(text);
        return [.. Compilation.Compile(files).SelectMany((file, index) => file.Diagnostics.Select(found => files[index].Path + found))];
    }
}
