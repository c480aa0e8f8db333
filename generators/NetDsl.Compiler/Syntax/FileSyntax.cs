using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Syntax;

/// <summary>A whole `.net` file.</summary>
public sealed record FileSyntax(EquatableArray<StatementSyntax> Statements, LineMap Lines);
