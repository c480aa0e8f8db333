using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A statement of a network after its repeats and blocks are written out, or the place where a use of a block,
/// a join or a branch begins or ends.</summary>
/// <param name="Scope">Where it stands: a statement of a block stands in each use of it.</param>
/// <param name="Inside">Of a use of a block, the scope inside it.</param>
/// <param name="ActivationName">Of the activation at its end, or of a projection's batchnorm, where that is known before
/// it is bound.</param>
internal sealed record FlatStatement(
    StatementSyntax Statement,
    Scope Scope,
    FlatKind Kind = FlatKind.Statement,
    Scope? Inside = null,
    string? ActivationName = null)
{
    /// <summary>Whether it is the network's input, which has its name behind its keyword.</summary>
    public bool IsInput => IsEnd && Statement.Keyword!.Text == "input";

    /// <summary>The same of an output.</summary>
    public bool IsOutput => IsEnd && OutputsBinder.IsOutput(Statement.Keyword!.Text);

    /// <summary>What stands behind the keyword of an input or output.</summary>
    public WordTerm? EndName => Statement.Terms.Count > 1 ? Statement.Terms[1] as WordTerm : null;

    // a block or repeat has none
    private bool IsEnd => Kind == FlatKind.Statement && !Scope.IsExpanded && Statement.Keyword is not null;
}

internal enum FlatKind
{
    Statement,

    /// <summary>A use or repeat of which nothing could be made, which is reported.</summary>
    Failed,

    /// <summary>A use of a block.</summary>
    UseStart,
    UseEnd,

    /// <summary>What flows here has the name of the inner scope's use too.</summary>
    Alias,

    /// <summary>`concat {` or `add {`.</summary>
    JoinStart,
    JoinEnd,

    /// <summary>The end of one with an error between its branches, which is reported.</summary>
    JoinLost,
    BranchStart,
    BranchEnd,
}
