using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`block Name(a, b = 1) recompute { … }`. Its statements get their meaning where it is used.</summary>
internal sealed class BlockDefinition(
    WordTerm name, IReadOnlyList<BlockParameter> parameters, BlockSyntax body, bool isWhole, Declarations file)
{
    public string Name => name.Text;

    /// <summary>Where its name stands.</summary>
    public TextSpan NameSpan => name.Span;

    /// <summary>What its statements may name besides its parameters: what its own file declares, whoever uses
    /// it.</summary>
    public Declarations File => file;

    public IReadOnlyList<BlockParameter> Parameters => parameters;

    public BlockSyntax Body => body;

    /// <summary>Whether training computes it once more for the way back, in place of keeping it.</summary>
    public bool IsRecomputed { get; init; }

    /// <summary>False where an error in it is already reported.</summary>
    public bool IsWhole => isWhole;
}

/// <param name="Default">The terms of its default, or null where each use must state it.</param>
internal sealed record BlockParameter(WordTerm Name, IReadOnlyList<TermSyntax>? Default);
