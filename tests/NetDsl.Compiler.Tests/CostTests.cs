namespace NetDsl.Compiler.Tests;

/// <summary>Work grows with the text: counted as memory that the compiler takes, which is the same on every machine.</summary>
public sealed class CostTests
{
    // a quadratic cost doubles with each doubling of the text
    private const double Most = 1.4;

    public static TheoryData<string, int> Cases => new()
    {
        { "files that all import each other", 40 },
        { "files in a chain of imports", 200 },
        { "stages", 400 },
        { "layers", 2_000 },
        { "uses of a block", 2_000 },
        { "networks that extend each other", 400 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twice_the_text_costs_twice_the_work(string name, int count)
    {
        CostOfCharacter(name, count / 10); // what is made once

        Assert.InRange(CostOfCharacter(name, 2 * count) / CostOfCharacter(name, count), 0, Most);
    }

    private static double CostOfCharacter(string name, int count)
    {
        SourceText[] files = [.. Files(name, count)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var bound = Compilation.Compile(files);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(files.Length, bound.Count);
        return (double)taken / files.Sum(file => file.Text.Length);
    }

    private static IEnumerable<SourceText> Files(string name, int count) => name switch
    {
        "files that all import each other" => Enumerable.Range(0, count).Select(index => new SourceText(
            $"/p/f{index}.net",
            Repeated(count, other => other == index ? "" : $"import \"f{other}.net\"\n") + $"const c{index} = 1\n")),
        "files in a chain of imports" => Enumerable.Range(0, count).Select(index => new SourceText(
            $"/p/f{index}.net", (index == 0 ? "" : $"import \"f{index - 1}.net\"\n") + $"const c{index} = 1\n")),
        "stages" => One(
            $"network Net {{ input x 4; repeat {count} {{ h = dense 4 sigmoid }}; output y = dense 2 softmax }}\n"
            + $"schedule S for Net {{ batch 10\n{Repeated(count, i => $"pretrain h_{i + 1} rbm {{ cd 1 rate 1 epochs 1 }}\n")} }}"),
        "layers" => One(Programs.Network(Repeated(count, _ => "dense 4; relu\n"))),
        "uses of a block" => One("block B(a) { dense a; relu }\n" + Programs.Network(Repeated(count, _ => "B(4)\n"))),
        _ => One(
            "network N0 { input x 4; h = dense 5; relu; output y = dense 2 linear }\n"
            + Repeated(count, index => $"network N{index + 1} extends N{index} {{ replace h with dense {index + 1} }}\n")),
    };

    private static IEnumerable<SourceText> One(string text) => [new SourceText("", text)];

    private static string Repeated(int count, Func<int, string> piece) =>
        string.Concat(Enumerable.Range(0, count).Select(piece));
}
