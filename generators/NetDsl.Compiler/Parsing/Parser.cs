using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Parsing;

/// <summary>Reads a `.net` file. Any text gives a result; errors in it are diagnostics.</summary>
public static class Parser
{
    public static ParsedFile Parse(string text)
    {
        var lines = LineMap.Of(text);
        var statements = Grammar.File(new SourceInput(text, 0, 0)).Value.ToEquatableArray();
        var diagnostics = new DiagnosticBag(new Document("", lines));
        Report(statements, diagnostics);
        return new ParsedFile(new FileSyntax(statements, lines), diagnostics.ToDiagnostics());
    }

    private static void Report(EquatableArray<StatementSyntax> statements, DiagnosticBag diagnostics)
    {
        foreach (var statement in statements)
        {
            // one error a statement: what follows an unreadable term is a guess
            if (statement.Terms.FirstOrDefault(term => term is ErrorTerm) is ErrorTerm error)
            {
                diagnostics.Add(error.Descriptor, error.Span, Describe(error));
            }

            if (statement.Block is { } block)
            {
                Report(block.Statements, diagnostics);
                ReportUnclosed(block, diagnostics);
            }
        }
    }

    private static void ReportUnclosed(BlockSyntax block, DiagnosticBag diagnostics)
    {
        // a comment without end hides the braces behind it: only the comment is at fault
        if (!block.IsClosed && !EndsInComment(block))
        {
            diagnostics.Add(Descriptors.UnclosedBlock, block.Open);
        }
    }

    private static bool EndsInComment(BlockSyntax block)
    {
        if (block.Statements.Count == 0)
        {
            return false;
        }

        var last = block.Statements[block.Statements.Count - 1];
        return last.Block is { } inner
            ? EndsInComment(inner)
            : last.Terms.Any(term => term is ErrorTerm { Descriptor: var found } && found == Descriptors.UnterminatedComment);
    }

    private static string Describe(ErrorTerm error) =>
        error.Descriptor == Descriptors.UnexpectedCharacter ? Excerpt.Character(error.Text) : $"'{Excerpt.Of(error.Text)}'";
}
