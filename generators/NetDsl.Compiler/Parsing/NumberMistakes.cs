using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Parsing;

/// <summary>Numbers as other languages write them: `0,1`, `.5`, `5.`. Their parts are terms, but together they are a
/// mistake.</summary>
internal static class NumberMistakes
{
    /// <summary>The terms with each such number as one that could not be read. In brackets a comma is between two
    /// arguments.</summary>
    public static EquatableArray<TermSyntax> Join(EquatableArray<TermSyntax> terms)
    {
        var joined = new List<TermSyntax>();
        var depth = 0;
        for (var index = 0; index < terms.Count;)
        {
            depth += terms[index].Text == "(" ? 1 : terms[index].Text == ")" ? -1 : 0;
            var count = CountAt(terms, index, depth);
            joined.Add(count == 1 ? terms[index] : Error(terms, index, count));
            index += count;
        }

        return joined.Count == terms.Count ? terms : joined.ToEquatableArray();
    }

    /// <summary>What to write in place of a number that could not be read; null where that is not known.</summary>
    public static string? Instead(string number)
    {
        var point = number.Replace(',', '.');
        var whole = point.EndsWith(".", StringComparison.Ordinal) ? point.TrimEnd('.')
            : point.StartsWith(".", StringComparison.Ordinal) ? "0" + point
            : point;
        return number.IndexOfAny([',', '.']) >= 0 && Scanner.Number(whole, 0) == whole.Length ? whole : null;
    }

    private static int CountAt(EquatableArray<TermSyntax> terms, int index, int depth)
    {
        var isDecimal = IsNumber(terms, index) && IsNextTo(terms, index, depth == 0 ? "," : ".")
            && IsNumber(terms, index + 2) && IsNextTo(terms, index + 1);
        return isDecimal ? 3
            : IsNumber(terms, index) && IsNextTo(terms, index, ".") ? 2
            : terms[index].Text == "." && IsNumber(terms, index + 1) && IsNextTo(terms, index) ? 2
            : 1;
    }

    private static bool IsNumber(EquatableArray<TermSyntax> terms, int index) =>
        index < terms.Count && terms[index] is NumberTerm;

    /// <summary>Whether the next term follows without a gap, and is this sign.</summary>
    private static bool IsNextTo(EquatableArray<TermSyntax> terms, int index, string? sign = null) =>
        index + 1 < terms.Count && terms[index + 1].Span.Start == terms[index].Span.End
        && (sign is null || terms[index + 1].Text == sign);

    private static ErrorTerm Error(EquatableArray<TermSyntax> terms, int index, int count)
    {
        var text = "";
        for (var part = index; part < index + count; part++)
        {
            text += terms[part].Text;
        }

        return new ErrorTerm(terms[index].Span.To(terms[index + count - 1].Span), text, Descriptors.MalformedNumber);
    }
}
