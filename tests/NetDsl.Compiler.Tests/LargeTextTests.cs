namespace NetDsl.Compiler.Tests;

/// <summary>No text makes the compiler hang or run out of stack, however much there is of it; what it costs,
/// <see cref="CostTests"/> hold.</summary>
public sealed class LargeTextTests
{
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
    public void Megabyte_of_one_text_compiles(string piece, int count) =>
        Holds(string.Concat(Enumerable.Repeat(piece, count)));

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
    public void Network_of_a_megabyte_compiles(string piece, int count) =>
        Holds(Programs.Network(string.Concat(Enumerable.Repeat(piece, count))));

    [Theory]
    [InlineData("(", 900_000)]
    [InlineData("-", 900_000)]
    [InlineData("1*", 400_000)]
    [InlineData("1-", 400_000)]
    [InlineData("1 -1 ", 150_000)]
    public void Expression_of_a_megabyte_compiles(string piece, int count)
    {
        var expression = string.Concat(Enumerable.Repeat(piece, count));
        Holds($"const a = {expression}1\n" + Programs.Network("dense a"));
        Holds(Programs.Network($"dense {expression}"));
    }

    [Fact]
    public void Blocks_that_multiply_compile()
    {
        var doubling = Enumerable.Range(1, 40).Select(index => $"block B{index}(a, b = 2*a) {{ B{index - 1}(b); B{index - 1}(a) }}\n");
        Holds("block B0(a) { relu }\n" + string.Concat(doubling) + Programs.Network("B40(1)"));
        var constants = Enumerable.Range(0, 30_000).Select(index => $"const c{index} = {index}\n");
        Holds("block B(a) { relu; dense unknown; Unknown(1) }\n" + string.Concat(constants) + Programs.Network("repeat 5000 { B(c9) }"));
        Holds("block B(a) { }\n" + Programs.Network(string.Concat(Enumerable.Repeat("a = B(1)\n", 60_000))));
    }

    [Fact]
    public void Many_extensions_compile()
    {
        var origin = "network N0 { input x 4; repeat 100 { h = dense 5; relu }; output y = dense 2 linear }\n";
        var chain = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N{index - 1} {{ replace h_{index} with tanh }}\n");
        Holds(origin + string.Concat(chain));
        var star = Enumerable.Range(1, 20_000).Select(index => $"network N{index} extends N0 {{ replace lost with tanh }}\n");
        Holds(origin + string.Concat(star));
        var replaced = string.Concat(Enumerable.Repeat("replace h_9 with { tanh; from }\n", 30_000));
        Holds(origin + "network N1 extends N0 {\n" + replaced + "}");
    }

    [Fact]
    public void Many_names_compile()
    {
        var networks = Enumerable.Range(0, 30_000).Select(index => $"network N{index} {{}}\n");
        Holds(string.Concat(networks));
        var layers = Enumerable.Range(1, 20_000).Select(index => $"relu{index} = tanh\n");
        Holds(Programs.Network(string.Concat(layers) + string.Concat(Enumerable.Repeat("relu\n", 20_000))));
    }

    [Fact]
    public void Many_stages_compile()
    {
        var network = "network Net { input x 4; repeat 5000 { h = dense 4 sigmoid }; output y = dense 2 softmax }\n";
        var stages = Enumerable.Range(1, 5_000).Select(index => $"pretrain h_{index} rbm {{ cd 1 rate 1 epochs 1 }}\n");
        Holds($"{network}schedule S for Net {{ {string.Concat(stages)} }}");
        Holds(Programs.Digits(string.Concat(Enumerable.Repeat("pretrain h1 rbm { cd 1 rate 1 epochs 1 }\n", 20_000))));
        Holds(Programs.Digits("pretrain h1 rbm { " + string.Concat(Enumerable.Repeat("rate epochs ", 80_000))));
        Holds(Programs.Digits("pretrain " + string.Concat(Enumerable.Repeat("h1, ", 200_000)) + "h1 rbm { cd 1 rate 1 epochs 1 }"));
    }

    private static void Holds(string text) => Assert.True(Texts.Hold(text));
}
