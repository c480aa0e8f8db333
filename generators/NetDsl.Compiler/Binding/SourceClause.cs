using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`from c1`, `from a, b`: what a statement reads instead of the value before it.</summary>
internal static class SourceClause
{
    private const string Keyword = "from";

    /// <summary>As an attribute of a layer.</summary>
    public static readonly AttributeSpec Attribute = AttributeSpec.Word(Keyword);

    /// <summary>Whether a layer's statement says what it reads.</summary>
    public static bool IsStated(StatementSyntax statement)
    {
        for (var index = 1; index < statement.Terms.Count; index++)
        {
            if (statement.Terms[index].Text == Keyword)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A use of a block without its `from NAME`, and that name.</summary>
    public static (StatementSyntax Statement, WordTerm? Source) Split(StatementSyntax statement)
    {
        var terms = statement.Terms;
        var last = terms.Count - 1;
        return last >= 2 && terms[last - 1].Text == Keyword && terms[last - 2].Text == ")" && terms[last] is WordTerm source
            ? (statement with { Terms = terms.Take(last - 1).ToEquatableArray() }, source)
            : (statement, null);
    }

    /// <summary>`from a` or `from a, b` among a statement's terms; empty where none is there.</summary>
    public static IReadOnlyList<TermSyntax> Of(IReadOnlyList<TermSyntax> terms)
    {
        var start = terms.Count - 2;
        while (start > 0 && !(terms[start].Text == Keyword && terms[start + 1] is WordTerm))
        {
            start--;
        }

        if (start <= 0)
        {
            return [];
        }

        var end = start + 2;
        while (end + 1 < terms.Count && terms[end].Text == "," && terms[end + 1] is WordTerm)
        {
            end += 2;
        }

        return [.. terms.Skip(start).Take(end - start)];
    }

    /// <summary>The names behind the keyword of a `concat` or `add`; empty where none are stated, null where they are
    /// not written so, which is reported.</summary>
    public static IReadOnlyList<WordTerm>? Read(StatementSyntax statement, DiagnosticBag diagnostics)
    {
        var terms = statement.Terms;
        if (statement.HasErrorTerm)
        {
            return null; // the parser has reported it
        }

        var names = new List<WordTerm>();
        for (var index = 1; index < terms.Count; index += 2)
        {
            var sign = names.Count == 0 ? Keyword : ",";
            var name = index + 1 < terms.Count ? terms[index + 1] : null;
            if (terms[index].Text != sign)
            {
                return Refuse(terms[index], names.Count == 0 ? "'from' or '{'" : "','");
            }

            if (name is not WordTerm word)
            {
                return Refuse(name, "the name of a layer");
            }

            names.Add(word);
        }

        return names;

        IReadOnlyList<WordTerm>? Refuse(TermSyntax? found, string expected)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), statement.Keyword!.Text, expected);
            return null;
        }
    }
}
