using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The constants and blocks of a file.</summary>
internal sealed class Declarations
{
    private const string ConstantExample = "const width = 64";

    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, Number?> constants = [];
    private readonly Dictionary<string, int> constantLines = [];
    private readonly Dictionary<string, int> blockLines = [];
    private readonly Dictionary<string, BlockDefinition> blocks = [];

    /// <summary>Constants are known from their line on, in networks and blocks everywhere.</summary>
    public Declarations(IReadOnlyList<StatementSyntax> statements, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        diagnostics.Scope = Scope.OfFile(constants);
        foreach (var statement in statements)
        {
            if (statement.Keyword?.Text == "const")
            {
                DeclareConstant(statement);
            }
            else if (statement.Keyword?.Text == "block")
            {
                DeclareBlock(statement);
            }
        }
    }

    /// <summary>Statements that the repeats and blocks of the file may still come to; below 0 when there were more,
    /// which is reported.</summary>
    public int Budget { get; set; } = Limits.ExpandedStatements;

    public IEnumerable<string> BlockNames => blocks.Keys;

    public BlockDefinition? Block(string name) => blocks.TryGetValue(name, out var block) ? block : null;

    /// <summary>Call it when all networks are bound.</summary>
    public void ReportUnused()
    {
        if (diagnostics.ErrorCount > 0)
        {
            return; // a parameter may be unused only because of what is wrong
        }

        foreach (var block in blocks.Values)
        {
            var read = block.IsUsed ? block.Read : Words(block);
            foreach (var parameter in block.Parameters)
            {
                if (!read.Contains(parameter.Name.Text))
                {
                    diagnostics.Add(
                        Descriptors.UnusedParameter, parameter.Name.Span, Excerpt.Of(block.Name), Excerpt.Of(parameter.Name.Text));
                }
            }
        }
    }

    private void DeclareConstant(StatementSyntax statement)
    {
        RefuseAssignment(statement);
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, "const");
        }

        if (NameOf(statement, "const", ConstantExample) is not { } name)
        {
            return;
        }

        var value = ReadConstant(statement);
        if (constantLines.TryGetValue(name.Text, out var line))
        {
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, Excerpt.Of(name.Text), $"a constant, in line {line}");
            return;
        }

        constantLines.Add(name.Text, diagnostics.Lines.Line(name.Span.Start));
        constants.Add(name.Text, value);
    }

    private Number? ReadConstant(StatementSyntax statement)
    {
        var terms = statement.Terms;
        if (statement.HasErrorTerm)
        {
            return null; // the parser has reported it
        }

        if (terms.Count < 3 || terms[2].Text != "=")
        {
            var found = terms.Count < 3 ? null : terms[2];
            diagnostics.Add(Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), "const", "'='");
            return null;
        }

        if (terms.Count < 4)
        {
            diagnostics.Add(Descriptors.MissingValue, statement.Head, Excerpt.Of(terms[1].Text), $"a value, such as `{ConstantExample}`");
            return null;
        }

        return ValueReader.Read(terms, 3, "const", diagnostics);
    }

    private void DeclareBlock(StatementSyntax statement)
    {
        RefuseAssignment(statement);
        if (NameOf(statement, "block", BlockHead.Example) is not { } name)
        {
            return;
        }

        var parameters = BlockHead.Read(statement, diagnostics);
        if (statement.Block is not { } body)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "block", BlockHead.Example);
            return;
        }

        if (LayerKinds.Find(name.Text) is not null || name.Text is "input" or "repeat" or "branch" || OutputsBinder.IsOutput(name.Text))
        {
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, name.Text, "a statement of the language");
        }
        else if (blockLines.TryGetValue(name.Text, out var line))
        {
            diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, Excerpt.Of(name.Text), $"a block, in line {line}");
        }
        else
        {
            var isWhole = parameters is not null && !statement.HasErrorInside;
            blockLines.Add(name.Text, diagnostics.Lines.Line(name.Span.Start));
            blocks.Add(name.Text, new BlockDefinition(name.Text, parameters ?? [], body, isWhole));
        }
    }

    private WordTerm? NameOf(StatementSyntax statement, string what, string example)
    {
        var found = statement.Terms.Count > 1 ? statement.Terms[1] : null;
        if (found is not WordTerm and not ErrorTerm)
        {
            diagnostics.Add(Descriptors.MissingName, found?.Span ?? statement.Head, what, TermText.Found(found), example);
        }

        return found as WordTerm;
    }

    private void RefuseAssignment(StatementSyntax statement)
    {
        if (statement.Name is { } name)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), statement.Keyword!.Text);
        }
    }

    private static HashSet<string> Words(BlockDefinition block)
    {
        var words = new HashSet<string>();
        Collect(block.Body.Statements, words);
        foreach (var parameter in block.Parameters)
        {
            Collect(parameter.Default ?? [], words);
        }

        return words;
    }

    private static void Collect(IReadOnlyList<StatementSyntax> statements, HashSet<string> words)
    {
        foreach (var statement in statements)
        {
            Collect(statement.Terms, words);
            if (statement.Block is { } body)
            {
                Collect(body.Statements, words);
            }
        }
    }

    private static void Collect(IReadOnlyList<TermSyntax> terms, HashSet<string> words)
    {
        foreach (var term in terms)
        {
            words.Add(term.Text);
        }
    }
}
