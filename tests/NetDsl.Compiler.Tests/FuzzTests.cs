using System.Diagnostics;
using CsCheck;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Tests;

/// <summary>No text makes the compiler throw, hang or lose a place.</summary>
public sealed class FuzzTests
{
    // a megabyte takes a second or two; the rest is for a busy machine
    private static readonly TimeSpan LongestCompilation = TimeSpan.FromSeconds(60);

    private static readonly string[] Pieces =
    [
        "network", "schedule", "for", "Net", "input", "output", "conv", "5x5", "filters", "maxpool", "2x2", "stride", "0",
        "dense", "10", "softmax", "linear", "{", "}", "{\n", "\n}", "\n", ";", "=", "..", "init", "uniform", "-0.1", "1e999",
        "99999999999999999999", "finetune", "optimizer", "sgd", "rate", "epochs", "batch", "//", "/*", "*/", "///", "\"", "\0",
        "\r\n", "\uFEFF", "\uD800", "😀", "größe", "_", "x", "1x", "stop", "when", "relu", " ", "\t", "pad", "same", "loss",
        "leakyrelu", "elu", "gelu", "lrn", "alpha", "global", "avgpool", "flatten",
        "const", "block", "repeat", "Unit", "(", ")", ",", "+", "-", "*", "/", "3", "width", "stage",
        "import", "\"a.net\"", "\"b.net\"", "\"../c.net\"", "\"\"", "\"\\..:/\"", "// a.net\n", "\n// b.net\n",
        "extends", "replace", "with", "Next", "c2", "u", "digit", "relu1",
        "pretrain", "momentum", "then", "after", "freeze", "h1", "h2", "of", "is", "times", "weight", "masking", "hidden",
        .. Stages.PretrainKinds.Keywords, .. Stages.PretrainKinds.All.SelectMany(kind => kind.Settings),
        .. Binding.PretrainBinder.Settings, "epochs 3", "rate 0.1",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]);

    private static readonly Gen<string> Programlike =
        Piece.Array[0, 80].Select(pieces => string.Join(' ', pieces));

    private const string Blocks = """
        const width = 4
        block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }
        block Stage(width, turns) { Unit(2*width, 2); repeat turns - 1 { u = Unit(2*width) } }
        network Net {
            input image 1x28x28
            stage = Stage(width, (7 - 1)/2)
            Stage(2*width, 1)
            output digit = dense 6 + width softmax
        }

        """;

    private const string Files = """
        // lib/a.net
        const width = 4
        block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }
        // lib/b.net
        import "a.net"
        const turns = 7 - width
        block Stage(width, turns) { Unit(2*width, 2); repeat turns - 1 { u = Unit(2*width) } }
        // c.net
        import "lib/a.net"
        import "lib/b.net"
        network Net {
            input image 1x28x28
            stage = Stage(width, turns)
            Unit(2*width)
            output digit = dense 6 + width softmax
        }
        schedule Fast for Net { batch width; finetune { optimizer sgd rate 0.1; epochs turns } }

        """;

    private const string Extensions = """
        // a.net
        const width = 4
        block Unit(n) { c = conv 3x3 filters n pad 1; relu }
        network Net {
            input image 1x12x12
            c2 = conv 3x3 filters width relu
            u = Unit(width)
            s = add { branch { conv 1x1 filters 4 from c2 } branch { project 4 } }
            repeat 2 { t = dense 6 }
            output digit = dense 3 softmax { a b c }
            auxiliary early = dense 3 softmax for digit from u weight 0.3
        }
        network Next extends Net { replace u with Unit(2*width); replace relu1 with tanh; replace s with project 3 }
        // b.net
        import "a.net"
        network Last extends Next {
            replace u_c with { conv 1x1 filters 4; u_c = conv 1x1 filters width }
            replace digit with dense 4 { p q r s }
            replace early with dense 4
            replace t_2 with { }
        }
        network Other extends Last { replace u with Unit(3); replace c2 with conv 5x5 filters 3 same }

        """;

    private const string Pretraining = """
        const epochs = 4
        network Net {
            input image 1x12x12
            c1 = conv 3x3 filters 4 relu
            maxpool 2x2
            repeat 2 { h = dense 6 sigmoid }
            h3 = dense 5 sigmoid
            output digit = dense 3 softmax
        }
        schedule S for Net {
            batch 8
            pretrain c1 autoencoder { free  unpool upsample  corrupt masking 0.25  rate 0.1  epochs epochs }
            pretrain h_2, h3 rbm { cd 1  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  decay 0.0002  epochs 30 }
            pretrain h .. h3 autoencoder { tied loss squared sparsity 0.05 weight 3 rate 0.1 epochs 3 }
            pretrain h3 supervised { optimizer adam rate 0.1 epochs 2*epochs batch 4 stop when validation error stalls 2 epochs }
            finetune { freeze c1 .. h, digit optimizer sgd rate 0.1 momentum 0.5 then 0.9 after 1 epoch rate of h3 is 1 epochs 9 }
        }

        """;

    private static readonly Gen<string> Mutated = MutationOf(Programs.LeNet5 + Blocks);

    private static Gen<string> MutationOf(string program) => Gen.Select(
        Gen.Int[0, program.Length - 1], Gen.Int[0, 12], Piece.Array[0, 3],
        (start, length, pieces) => program
            .Remove(start, Math.Min(length, program.Length - start))
            .Insert(start, string.Join(' ', pieces)));

    [Fact]
    public void Random_characters_compile_to_diagnostics_inside_the_text() =>
        Gen.String[Gen.Char, 0, 200].Sample(Holds, iter: 3_000);

    [Fact]
    public void Random_words_compile_to_diagnostics_inside_the_text() => Programlike.Sample(Holds, iter: 5_000);

    [Fact]
    public void Mutated_program_compiles_to_diagnostics_inside_the_text() => Mutated.Sample(Holds, iter: 5_000);

    [Fact]
    public void Program_cut_anywhere_compiles_to_diagnostics_inside_the_text() =>
        Assert.All(Enumerable.Range(0, Programs.LeNet5.Length + 1), length => Assert.True(Holds(Programs.LeNet5[..length])));

    [Fact]
    public void Files_cut_anywhere_compile_to_diagnostics_inside_their_texts() =>
        Assert.All(Enumerable.Range(0, Files.Length + 1), length => Assert.True(HoldsEach(Files[..length])));

    [Fact]
    public void Mutated_files_compile_to_diagnostics_inside_their_texts() => MutationOf(Files).Sample(HoldsEach, iter: 3_000);

    [Fact]
    public void Pretraining_cut_anywhere_compiles_to_diagnostics_inside_the_text() =>
        Assert.All(Enumerable.Range(0, Pretraining.Length + 1), length => Assert.True(Holds(Pretraining[..length])));

    [Fact]
    public void Mutated_pretraining_compiles_to_diagnostics_inside_the_text() =>
        MutationOf(Pretraining).Sample(Holds, iter: 5_000);

    [Fact]
    public void Mutated_pretraining_is_whole_or_something_is_said() => MutationOf(Pretraining).Sample(
        text =>
        {
            var bound = Compilation.Compile(text);
            var schedules = bound.Networks.SelectMany(network => network.Schedules).Select(schedule => schedule.Stages);
            return bound.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error)
                || bound.BrokenNetworks.Count == 0 && schedules.All(stages => stages.Count > 0 && stages.All(IsWhole));
        },
        iter: 3_000);

    [Fact]
    public void Many_stages_compile_in_time()
    {
        var network = "network Net { input x 4; repeat 5000 { h = dense 4 sigmoid }; output y = dense 2 softmax }\n";
        var stages = Enumerable.Range(1, 5_000).Select(index => $"pretrain h_{index} rbm {{ cd 1 rate 1 epochs 1 }}\n");
        HoldsInTime($"{network}schedule S for Net {{ {string.Concat(stages)} }}");
        HoldsInTime(Programs.Digits(string.Concat(Enumerable.Repeat("pretrain h1 rbm { cd 1 rate 1 epochs 1 }\n", 20_000))));
        HoldsInTime(Programs.Digits("pretrain h1 rbm { " + string.Concat(Enumerable.Repeat("rate epochs ", 80_000))));
        HoldsInTime(Programs.Digits("pretrain " + string.Concat(Enumerable.Repeat("h1, ", 200_000)) + "h1 rbm { cd 1 rate 1 epochs 1 }"));
    }

    private static bool IsWhole(Stage stage) => stage.Epochs > 0 && stage.Rate.Initial > 0 && stage is not PretrainStage { Layers.First: "" };

    [Fact]
    public void Extensions_compile() =>
        Assert.Equal(4, Compilation.CompileProject(Programs.Files(Extensions)).Count);

    [Fact]
    public void Extensions_cut_anywhere_compile_to_diagnostics_inside_their_texts() =>
        Assert.All(Enumerable.Range(0, Extensions.Length + 1), length => Assert.True(HoldsEach(Extensions[..length])));

    [Fact]
    public void Mutated_extensions_compile_to_diagnostics_inside_their_texts() =>
        MutationOf(Extensions).Sample(HoldsEach, iter: 5_000);

    [Fact]
    public void Mutated_extension_is_whole_or_something_is_said() => MutationOf(Extensions).Sample(
        text =>
        {
            var files = Compilation.Compile(Programs.Files(text));
            var isSilent = files.All(file => file.Diagnostics.All(found => found.Severity == DiagnosticSeverity.Warning));
            return !isSilent || files.All(file => file.BrokenNetworks.Count == 0);
        },
        iter: 3_000);

    [Fact]
    public void Network_without_a_diagnostic_has_sizes_in_range() => Mutated.Sample(
        text => Compilation.Compile(text) is var bound && bound.Networks.All(network =>
            network.Layers.Count > 0
            && network.Layers.All(layer => layer.Output.Sizes.All(size => size > 0))
            && network.Layers[network.Layers.Count - 1].Name == network.Output.Name),
        iter: 3_000);

    [Fact]
    public void Blocks_cut_anywhere_compile_to_diagnostics_inside_the_text() =>
        Assert.All(Enumerable.Range(0, Blocks.Length + 1), length => Assert.True(Holds(Blocks[..length])));

    [Theory]
    [InlineData("{", 100_000)]
    [InlineData("a{", 100_000)]
    [InlineData("}", 1_000_000)]
    [InlineData("}\n", 500_000)]
    [InlineData("{}", 500_000)]
    [InlineData("(", 1_000_000)]
    [InlineData("a", 1_000_000)]
    [InlineData("a\n", 500_000)]
    [InlineData("a ", 500_000)]
    [InlineData("1", 1_000_000)]
    [InlineData("1x", 500_000)]
    [InlineData("1 ", 500_000)]
    [InlineData("\0", 1_000_000)]
    [InlineData("\n", 1_000_000)]
    [InlineData(";", 1_000_000)]
    [InlineData(" ", 1_000_000)]
    [InlineData("\"", 1_000_000)]
    [InlineData("\"\n", 500_000)]
    [InlineData("/", 1_000_000)]
    [InlineData("/*", 500_000)]
    [InlineData("/**/", 250_000)]
    [InlineData("///\n", 250_000)]
    [InlineData("a=", 500_000)]
    [InlineData("a///\n", 200_000)]
    [InlineData("é", 1_000_000)]
    [InlineData("network A {}\n", 80_000)]
    [InlineData("schedule A for B {}\n", 50_000)]
    [InlineData("const a = ", 100_000)]
    [InlineData("const a = 1\n", 80_000)]
    [InlineData("block A() { A() }\n", 50_000)]
    [InlineData("block A(", 100_000)]
    [InlineData("import \"a.net\"\n", 60_000)]
    [InlineData("import \"\"", 100_000)]
    [InlineData("network A extends A { }\n", 40_000)]
    [InlineData("network A extends B { replace a with b }\n", 30_000)]
    [InlineData("-", 1_000_000)]
    [InlineData(".", 1_000_000)]
    public void Megabyte_of_one_text_compiles_in_time(string piece, int count) =>
        HoldsInTime(string.Concat(Enumerable.Repeat(piece, count)));

    [Theory]
    [InlineData("relu\n", 100_000)]
    [InlineData("relu1 = relu; relu\n", 40_000)]
    [InlineData("dense 10 softmax ", 50_000)]
    [InlineData("conv 5x5 filters ", 50_000)]
    [InlineData("dense (", 100_000)]
    [InlineData("(", 1_000_000)]
    [InlineData("repeat 9 { ", 100_000)]
    [InlineData("repeat 20000 { relu }\n", 40_000)]
    [InlineData("Unit(1)\n", 100_000)]
    public void Network_of_a_megabyte_compiles_in_time(string piece, int count) =>
        HoldsInTime(Programs.Network(string.Concat(Enumerable.Repeat(piece, count))));

    [Theory]
    [InlineData("(", 900_000)]
    [InlineData("-", 900_000)]
    [InlineData("1*", 400_000)]
    [InlineData("1-", 400_000)]
    [InlineData("1 -1 ", 150_000)]
    public void Expression_of_a_megabyte_compiles_in_time(string piece, int count)
    {
        var expression = string.Concat(Enumerable.Repeat(piece, count));
        HoldsInTime($"const a = {expression}1\n" + Programs.Network("dense a"));
        HoldsInTime(Programs.Network($"dense {expression}"));
    }

    [Fact]
    public void Blocks_that_multiply_compile_in_time()
    {
        var doubling = Enumerable.Range(1, 40).Select(index => $"block B{index}(a, b = 2*a) {{ B{index - 1}(b); B{index - 1}(a) }}\n");
        HoldsInTime("block B0(a) { relu }\n" + string.Concat(doubling) + Programs.Network("B40(1)"));
        var constants = Enumerable.Range(0, 30_000).Select(index => $"const c{index} = {index}\n");
        HoldsInTime("block B(a) { relu; dense unknown; Unknown(1) }\n" + string.Concat(constants) + Programs.Network("repeat 5000 { B(c9) }"));
        HoldsInTime("block B(a) { }\n" + Programs.Network(string.Concat(Enumerable.Repeat("a = B(1)\n", 60_000))));
    }

    [Fact]
    public void Many_extensions_compile_in_time()
    {
        var origin = "network N0 { input x 4; repeat 100 { h = dense 5; relu }; output y = dense 2 linear }\n";
        var chain = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N{index - 1} {{ replace h_{index} with tanh }}\n");
        HoldsInTime(origin + string.Concat(chain));
        var star = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N0 {{ replace lost with tanh }}\n");
        HoldsInTime(origin + string.Concat(star));
        var replaced = string.Concat(Enumerable.Repeat("replace h_9 with { tanh; from }\n", 30_000));
        HoldsInTime(origin + "network N1 extends N0 {\n" + replaced + "}");
    }

    [Fact]
    public void Many_names_compile_in_time()
    {
        var networks = Enumerable.Range(0, 30_000).Select(index => $"network N{index} {{}}\n");
        HoldsInTime(string.Concat(networks));
        var layers = Enumerable.Range(1, 20_000).Select(index => $"relu{index} = tanh\n");
        HoldsInTime(Programs.Network(string.Concat(layers) + string.Concat(Enumerable.Repeat("relu\n", 20_000))));
    }

    private static void HoldsInTime(string text)
    {
        var watch = Stopwatch.StartNew();
        Assert.True(Holds(text));
        Assert.True(watch.Elapsed < LongestCompilation, $"took {watch.Elapsed}");
    }

    private static bool Holds(string text) => Holds(text, Compilation.Compile(text));

    private static bool HoldsEach(string text)
    {
        var files = Programs.Files(text);
        return Compilation.Compile(files).Select((bound, index) => Holds(files[index].Text, bound)).All(holds => holds);
    }

    private static bool Holds(string text, BoundFile bound) => bound.Diagnostics.All(found =>
        found.Elsewhere is null
        && found.Span.Start >= 0 && found.Span.End <= text.Length + 1 && found.Span.Start <= found.Span.End
        && found.Span is { StartLine: >= 1, StartColumn: >= 1 }
        && found.Message.Length is > 0 and < 600);
}
