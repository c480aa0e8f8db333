using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Terms and lists of words as messages show them.</summary>
internal static class TermText
{
    /// <summary>`'filtres'`, or `the end of the line`.</summary>
    public static string Found(TermSyntax? term) => term is null ? "the end of the line" : $"'{Excerpt.Of(term.Text)}'";

    /// <summary>`filters, stride or pad`.</summary>
    public static string Or(IReadOnlyCollection<string> words) => words.Count switch
    {
        0 => "nothing more",
        1 => words.First(),
        _ => string.Join(", ", words.Take(words.Count - 1)) + " or " + words.Last(),
    };
}
