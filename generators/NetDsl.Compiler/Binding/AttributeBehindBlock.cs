using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`filter 1x1 { 0 } from input`: what stands behind a block on its line is a statement of its own, although it
/// was meant as an attribute.</summary>
internal static class AttributeBehindBlock
{
    private static readonly HashSet<string> Attributes =
    [
        .. LayerKinds.All.SelectMany(kind => kind.Attributes).Concat(OutputBinder.HeadAttributes)
            .Select(attribute => attribute.Name),
        SourceClause.Attribute.Name,
    ];

    /// <param name="before">The statement in front of it.</param>
    public static bool Is(StatementSyntax statement, StatementSyntax before, LineMap lines) =>
        statement.Keyword is { } keyword && Attributes.Contains(keyword.Text)
        && before is { Keyword: not null, Block: { } block }
        && block.Span.End <= keyword.Span.Start && lines.Line(block.Span.End) == lines.Line(keyword.Span.Start);

    public static void Report(StatementSyntax statement, StatementSyntax before, DiagnosticBag diagnostics)
    {
        var terms = before.Terms.Take(2).Concat(statement.Terms).Select(term => term.Text);
        diagnostics.Add(
            Descriptors.AttributeBehindBlock, statement.Head, statement.Keyword!.Text, before.Keyword!.Text,
            $"{Parsing.Excerpt.Of(string.Join(" ", terms))} {{ … }}");
    }
}
