using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Syntax;

/// <summary>`{ … }` behind a statement.</summary>
/// <param name="Open">The brace that opens it.</param>
/// <param name="IsClosed">False where the file ends first.</param>
public sealed record BlockSyntax(
    TextSpan Span, TextSpan Open, bool IsClosed, EquatableArray<StatementSyntax> Statements);
