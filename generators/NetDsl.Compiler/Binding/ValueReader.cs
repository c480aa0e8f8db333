using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>An expression that stands alone, such as an argument.</summary>
internal static class ValueReader
{
    /// <summary>The value of all terms from one on; null where something is wrong, which is reported.</summary>
    public static Number? Read(IReadOnlyList<TermSyntax> terms, int start, string subject, DiagnosticBag diagnostics)
    {
        var index = start;
        if (terms[start] is WordTerm word && !diagnostics.Scope.Contains(word.Text))
        {
            diagnostics.AddUnknownNumber(word);
            return null;
        }

        var reader = new ExpressionReader(terms, subject, diagnostics);
        if (!reader.StartsAt(start))
        {
            diagnostics.Add(Descriptors.WrongValue, terms[start].Span, subject, "a number", TermText.Found(terms[start]));
            return null;
        }

        var read = reader.Read(ref index);
        if (read is not null && index < terms.Count)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, terms[index].Span, TermText.Found(terms[index]), subject, "an operator");
            return null;
        }

        return read switch
        {
            ExpressionTerm expression => expression.Value,
            NumberTerm number => Of(number, diagnostics),
            _ => null,
        };
    }

    private static Number? Of(NumberTerm term, DiagnosticBag diagnostics)
    {
        var number = Number.Of(term);
        if (number is null)
        {
            diagnostics.Add(Descriptors.NoValue, term.Span, TermText.Found(term), "it is too large");
        }

        return number;
    }
}
