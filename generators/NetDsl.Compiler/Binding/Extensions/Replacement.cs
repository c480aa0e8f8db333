using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>`replace fc8 with dense 37`.</summary>
/// <param name="Name">What is replaced.</param>
/// <param name="Statement">What stands for it, under its name; null where that is a block.</param>
/// <param name="Block">`{ conv 3x3 filters 16 pad 1; relu }`; null where it is a statement.</param>
/// <param name="Span">Where it stands, without its block.</param>
internal sealed record Replacement(
    WordTerm Name, StatementSyntax? Statement, IReadOnlyList<StatementSyntax>? Block, TextSpan Span);

/// <summary>A replacement with what it replaces.</summary>
internal sealed record PlacedReplacement(Replacement Replacement, Target Target);
