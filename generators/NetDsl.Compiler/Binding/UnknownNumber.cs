using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A word where a number is taken, which stands for none.</summary>
internal static class UnknownNumber
{
    public static void AddUnknownNumber(this DiagnosticBag diagnostics, WordTerm word)
    {
        var isHidden = diagnostics.Hides(Descriptors.UnknownNumber, word.Span);
        var near = isHidden ? "" : Suggestion.For(word.Text, diagnostics.Scope.Names);
        if (isHidden || near.Length > 0 || !diagnostics.FollowsFromImport(word))
        {
            diagnostics.Add(Descriptors.UnknownNumber, word.Span, Excerpt.Of(word.Text), near);
        }
    }
}
