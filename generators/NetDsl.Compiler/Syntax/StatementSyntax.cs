using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Syntax;

/// <summary>`c1 = conv 5x5 filters 6`, `network LeNet5 { … }`: all statements have this one form.</summary>
/// <param name="Span">From the name or the first term to the last term or the block's end.</param>
/// <param name="Documentation">The text of the `///` comments in front, lines joined by '\n', or null.</param>
/// <param name="Name">What stands before a leading `=`, or null.</param>
/// <param name="Terms">The words, numbers and signs. A term that could not be read is an <see cref="ErrorTerm"/>.</param>
public sealed record StatementSyntax(
    TextSpan Span,
    string? Documentation,
    WordTerm? Name,
    EquatableArray<TermSyntax> Terms,
    BlockSyntax? Block)
{
    /// <summary>The statement without its block: where an error about it as a whole is shown.</summary>
    public TextSpan Head => Terms.Count > 0 ? new TextSpan(Span.Start, Terms[Terms.Count - 1].Span.End)
        : Name?.Span ?? new TextSpan(Span.Start, Span.Start + 1);

    /// <summary>Its first word, or null where it starts with something else.</summary>
    public WordTerm? Keyword => Terms.Count > 0 ? Terms[0] as WordTerm : null;

    public bool HasErrorTerm => Terms.Any(term => term is ErrorTerm);

    /// <summary>Whether the parser has reported something in it or in its block.</summary>
    public bool HasErrorInside => HasErrorTerm
        || Block is { } block && (!block.IsClosed || block.Statements.Any(statement => statement.HasErrorInside));
}
