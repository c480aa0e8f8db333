using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Tests;

public sealed class GrammarTests
{
    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var (mark, text) in Documents.Examples(Documents.Read("Parsing/GRAMMAR.md")))
        {
            data.Add(mark, text);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_of_the_document_compiles_without_a_diagnostic(string mark, string example) =>
        Assert.Empty(Programs.Diagnose(mark, example));

    [Fact]
    public void Document_has_an_example_for_each_statement()
    {
        var text = string.Concat(Documents.Examples(Documents.Read("Parsing/GRAMMAR.md")).Select(example => example.Text));
        string[] others = ["import", "extends", "replace", "network", "schedule", "input", "output", "seed", "batch", "finetune", "optimizer", "warmup", "stop",
            "scale", "mean", "deviation", "training", "crop", "mirror", "shift", "rotate", "gain", "clip", "maxnorm",
            "accumulate", "rate of", "decay of", "freeze", "load", "except",
            .. Binding.StageBinder.Settings, .. Binding.PretrainBinder.Settings,
            .. Stages.PretrainKinds.Keywords, .. Stages.PretrainKinds.All.SelectMany(kind => kind.Settings)];
        Assert.All(Layers.LayerKinds.All.Select(kind => kind.Keyword).Concat(others), word => Assert.Contains(word, text));
        Assert.All(Optimizers.OptimizerKinds.Keywords, word => Assert.Contains($"optimizer {word} ", text));
        Assert.All(Rates.RateKinds.Keywords, word => Assert.Contains($"rate {word} ", text));
    }

    [Fact]
    public void Statement_has_name_terms_and_block_with_their_spans()
    {
        var statement = Single("c1 = conv 5x5 rate -0.5e3 \"a b\" .. { relu }  // end");
        Assert.Equal(new TextSpan(0, 43), statement.Span);
        Assert.Equal(new WordTerm(new TextSpan(0, 2), "c1"), statement.Name);
        TermSyntax[] terms =
        [
            new WordTerm(new TextSpan(5, 9), "conv"),
            new SizesTerm(new TextSpan(10, 13), "5x5", new([5, 5])),
            new WordTerm(new TextSpan(14, 18), "rate"),
            new NumberTerm(new TextSpan(19, 25), "-0.5e3"),
            new StringTerm(new TextSpan(26, 31), "\"a b\""),
            new SymbolTerm(new TextSpan(32, 34), ".."),
        ];
        Assert.Equal(terms, statement.Terms);
        Assert.Equal(new TextSpan(35, 43), statement.Block!.Span);
        Assert.Equal("relu", Assert.Single(statement.Block.Statements).Keyword!.Text);
    }

    [Theory]
    [InlineData("0..1", "0|..|1")]
    [InlineData("-1..-0.5", "-1|..|-0.5")]
    [InlineData("4*width", "4|*|width")]
    [InlineData("2×2", "2×2")]
    [InlineData("Inception(64, 96)", "Inception|(|64|,|96|)")]
    [InlineData("größe_1", "größe_1")]
    [InlineData("a/**/b", "a|b")]
    [InlineData("0 0 / 1 0", "0|0|/|1|0")]
    public void Terms_part_where_their_characters_say(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Single(text).Terms.Select(term => term.Text)));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r\nb")]
    [InlineData("a\rb")]
    [InlineData("a;b")]
    [InlineData(";;\n a ;; b ;")]
    [InlineData("a { } b")]
    [InlineData("\uFEFFa // c ; d\nb")]
    public void Statements_end_at_lines_semicolons_and_blocks(string text) =>
        Assert.Equal(["a", "b"], Parser.Parse(text).Syntax.Statements.Select(statement => statement.Keyword!.Text));

    [Fact]
    public void Documentation_is_the_comments_with_three_strokes_before_a_statement()
    {
        var statement = Single("// no\n/// one\n///   two\n//// no\n///\nrelu /// no");
        Assert.Equal("one\n  two\n", statement.Documentation);
    }

    [Fact]
    public void Later_statements_of_the_language_already_parse()
    {
        var text = """
            block Bottleneck(width, stride = 1) {
                add {
                    branch { conv 1x1 filters width; batchnorm; relu
                             conv 3x3 filters width stride stride pad 1; conv 1x1 filters 4*width }
                    branch { project 4*width stride stride }     // identity
                }
            }
            schedule Transfer for Animals {
                load "vgg16.safetensors" except fc8
                pretrain h1, h2 rbm { cd 1  momentum 0.5 then 0.9 after 5 epochs }
                finetune { freeze conv1_1 .. conv4_3; rate of fc8 is 0.01 }
            }
            filter 3x3 pad 1 { 0 0 0 / 0 2 0 / 0 0 0 }
            """;
        var parsed = Parser.Parse(text);
        Assert.Empty(parsed.Diagnostics);
        Assert.Equal(["block", "schedule", "filter"], parsed.Syntax.Statements.Select(statement => statement.Keyword!.Text));
    }

    private static StatementSyntax Single(string text)
    {
        var parsed = Parser.Parse(text);
        Assert.Empty(parsed.Diagnostics);
        return Assert.Single(parsed.Syntax.Statements);
    }
}
