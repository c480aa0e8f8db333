using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The statements of a block in which each stands at most once, by keyword. What does not belong there is
/// reported.</summary>
internal sealed class StatementList
{
    private readonly List<StatementSyntax> statements = [];
    private readonly DiagnosticBag diagnostics;

    /// <param name="subject">Whose block it is: `schedule`.</param>
    /// <param name="key">What tells two statements apart: most are known by their keyword alone.</param>
    public StatementList(
        BlockSyntax block, string subject, IReadOnlyList<string> known, Func<StatementSyntax, string?> key, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        var lines = new Dictionary<string, int>();
        foreach (var statement in block.Statements)
        {
            if (!IsKnown(statement, subject, known))
            {
                HasUnknown = true;
            }
            else if (key(statement) is { } text && lines.TryGetValue(text, out var line))
            {
                diagnostics.Add(
                    Descriptors.RepeatedStatement, statement.Head, $"'{text}'", line, $"a {subject} has it once");
            }
            else
            {
                lines[key(statement) ?? ""] = diagnostics.Lines.Line(statement.Span.Start);
                statements.Add(statement);
            }
        }
    }

    /// <summary>Whether a statement was not understood: what seems to be missing may be that one.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>Those that belong there, in the order of the file.</summary>
    public IReadOnlyList<StatementSyntax> Statements => statements;

    public IEnumerable<StatementSyntax> All(string keyword) =>
        statements.Where(statement => statement.Keyword!.Text == keyword);

    private bool IsKnown(StatementSyntax statement, string subject, IReadOnlyList<string> known)
    {
        if (statement.Keyword is not { } keyword)
        {
            if (!statement.HasErrorTerm)
            {
                var found = statement.Terms.Count > 0 ? TermText.Found(statement.Terms[0]) : statement.Block is null ? "the end of the line" : "'{'";
                diagnostics.Add(Descriptors.StatementExpected, statement.Head, found, TermText.Or(known));
            }

            return false;
        }

        if (!known.Contains(keyword.Text))
        {
            diagnostics.Add(
                Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), subject, TermText.Or(known),
                Suggestion.For(keyword.Text, known));
            return false;
        }

        if (statement.Name is { } name)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), keyword.Text);
        }

        return true;
    }
}
