using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>A network as those see it that extend it.</summary>
/// <param name="Document">Where it stands.</param>
/// <param name="Statements">As they are written out.</param>
/// <param name="Names">Of its layers, in their order.</param>
/// <param name="FirstNames">Of each statement, the index of the first name that it has made; behind them, one
/// more.</param>
/// <param name="Heads">Of its outputs without an error.</param>
/// <param name="Errors">All that is wrong with it.</param>
/// <param name="IsWhole">Whether there is nothing wrong with it, in how it is written either.</param>
internal sealed record BaseNetwork(
    string Name,
    Document Document,
    IReadOnlyList<FlatStatement> Statements,
    IReadOnlyList<string> Names,
    IReadOnlyList<int> FirstNames,
    IReadOnlyList<OutputHead> Heads,
    HashSet<string> Errors,
    bool IsWhole)
{
    /// <summary>Layers that the networks have that it extends itself, and that it left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The name of the layer that a statement makes; null where it makes none.</summary>
    public string? NameOf(int statement) =>
        FirstNames[statement] < FirstNames[statement + 1] ? Names[FirstNames[statement]]
        : Statements[statement].Kind is FlatKind.Statement or FlatKind.JoinEnd or FlatKind.JoinLost
            ? Statements[statement].Statement.Name?.Text
        : null;

    /// <summary>The name of the activation at a statement's end; null where there is none.</summary>
    public string? ActivationOf(int statement) =>
        FirstNames[statement] + 1 < FirstNames[statement + 1] ? Names[FirstNames[statement] + 1] : null;
}
