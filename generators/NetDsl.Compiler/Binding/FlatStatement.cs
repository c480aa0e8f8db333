using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A statement of a network after its repeats and blocks are written out.</summary>
/// <param name="Scope">Where it stands: a statement of a block stands in each use of it.</param>
/// <param name="IsFailed">A use or repeat of which nothing could be made, which is reported.</param>
internal sealed record FlatStatement(StatementSyntax Statement, Scope Scope, bool IsFailed = false);
