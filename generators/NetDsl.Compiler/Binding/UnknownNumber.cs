using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A word where a number is taken, which stands for none.</summary>
internal static class UnknownNumber
{
    public static void AddUnknownNumber(this DiagnosticBag diagnostics, WordTerm word)
    {
        var near = diagnostics.Hides(Descriptors.UnknownNumber, word.Span) ? "" : Suggestion.For(word.Text, diagnostics.Scope.Names);
        diagnostics.Add(Descriptors.UnknownNumber, word.Span, Excerpt.Of(word.Text), near);
    }
}
