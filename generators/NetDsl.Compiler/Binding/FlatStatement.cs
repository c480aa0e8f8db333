using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A statement of a network after its repeats and blocks are written out, or the place where a use of a block,
/// a join or a branch begins or ends.</summary>
/// <param name="Scope">Where it stands: a statement of a block stands in each use of it.</param>
/// <param name="Inside">Of a use of a block, the scope inside it.</param>
internal sealed record FlatStatement(
    StatementSyntax Statement, Scope Scope, FlatKind Kind = FlatKind.Statement, Scope? Inside = null);

internal enum FlatKind
{
    Statement,

    /// <summary>A use or repeat of which nothing could be made, which is reported.</summary>
    Failed,

    /// <summary>A use of a block.</summary>
    UseStart,
    UseEnd,

    /// <summary>`concat {` or `add {`.</summary>
    JoinStart,
    JoinEnd,

    /// <summary>The end of one with an error between its branches, which is reported.</summary>
    JoinLost,
    BranchStart,
    BranchEnd,
}
