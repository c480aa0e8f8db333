using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Parsing;

/// <summary>Reads a `.net` file. Any text gives a result; errors in it are diagnostics.</summary>
public static class Parser
{
    // what decoders put in place of bytes that are no character
    private const char Replacement = '\uFFFD';

    public static ParsedFile Parse(string text, Checkpoint? checkpoint = null)
    {
        var lines = LineMap.Of(text);
        var diagnostics = new DiagnosticBag(new Document("", lines));
        text = Readable(text, diagnostics);
        var statements = Grammar.File(new SourceInput(text, 0, 0, checkpoint)).Value.ToEquatableArray();
        Report(statements, diagnostics);
        return new ParsedFile(new FileSyntax(statements, lines), diagnostics.ToDiagnostics());
    }

    /// <summary>The text as far as it is one: bytes that are no UTF-8 have become U+FFFD, which is reported once. Each
    /// NUL is half a character of UTF-16, and such a file is not read at all.</summary>
    private static string Readable(string text, DiagnosticBag diagnostics)
    {
        var first = text.IndexOfAny(['\0', Replacement]);
        if (first < 0)
        {
            return text;
        }

        var isHalf = text[first] == '\0';
        diagnostics.Add(Descriptors.NotUtf8, new TextSpan(first, first + 1), isHalf
            ? ": it holds U+0000, as UTF-16 does"
            : ": the bytes here are no character, as where ä or × are saved in Latin-1");
        return isHalf ? "" : text;
    }

    private static void Report(EquatableArray<StatementSyntax> statements, DiagnosticBag diagnostics)
    {
        foreach (var statement in statements)
        {
            // one error a statement: what follows an unreadable term is a guess
            if (statement.Terms.FirstOrDefault(term => term is ErrorTerm) is ErrorTerm error
                && error.Text[0] != Replacement)
            {
                diagnostics.Add(error.Descriptor, error.Span, Describe(error), Advice(error));
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

    private static string Advice(ErrorTerm error) => NumberMistakes.Instead(error.Text) is { } number
        ? $"; write {number}"
        : error.Text[0] is '\u2212' or '\u2013' && error.Descriptor == Descriptors.UnexpectedCharacter ? "; write '-'"
        : "";

    private static string Describe(ErrorTerm error) =>
        error.Descriptor == Descriptors.UnexpectedCharacter ? Excerpt.Character(error.Text) : $"'{Excerpt.Of(error.Text)}'";
}
