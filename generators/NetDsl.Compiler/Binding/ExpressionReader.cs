using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Reads the terms of an expression, such as `4*(width + 1)`, as one number. Names are those of the scope
/// where the diagnostics are.</summary>
internal sealed class ExpressionReader(IReadOnlyList<TermSyntax> terms, string subject, DiagnosticBag diagnostics)
{
    /// <summary>Each level costs stack.</summary>
    private const int DeepestBracket = 32;

    // a longer expression is shown by its value alone
    private const int LongestShown = 24;

    private int next;
    private int depth;

    private TermSyntax? Next => next < terms.Count ? terms[next] : null;

    /// <summary>Whether an expression, or a number alone, starts with this term.</summary>
    public bool StartsAt(int index) => terms[index] switch
    {
        NumberTerm => true,
        SymbolTerm { Text: "(" or "-" } => true,
        WordTerm word => diagnostics.Scope.Contains(word.Text),
        _ => false,
    };

    /// <summary>Reads as far as the expression goes, and moves the index there. A number alone stays the term that it
    /// is; null where something is wrong, which is reported.</summary>
    public TermSyntax? Read(ref int index)
    {
        var start = next = index;
        var errors = diagnostics.ErrorCount;
        var isAlone = terms[start] is NumberTerm && !IsOperator(start + 1);
        var value = isAlone ? null : Sum();
        index = isAlone ? start + 1 : next;
        return isAlone ? terms[start]
            : value is null || diagnostics.ErrorCount > errors ? null
            : new ExpressionTerm(terms[start].Span.To(terms[index - 1].Span), Show(start, value), value);
    }

    private bool IsOperator(int index) => index < terms.Count
        && terms[index] is SymbolTerm { Text: "+" or "-" or "*" or "/" } or NumberTerm { Text: ['-', ..] };

    private Number? Sum()
    {
        var start = next;
        var value = Product();
        while (value is not null && Next is SymbolTerm { Text: "+" or "-" } or NumberTerm { Text: ['-', ..] })
        {
            // `width -1` is two terms, the second the number −1
            var sign = Next is SymbolTerm ? terms[next++].Text[0] : '+';
            value = Combine(start, value, sign, Product());
        }

        return value;
    }

    private Number? Product()
    {
        var start = next;
        var value = Factor();
        while (value is not null && Next is SymbolTerm { Text: "*" or "/" } sign)
        {
            next++;
            value = Combine(start, value, sign.Text[0], Factor());
        }

        return value;
    }

    private Number? Factor()
    {
        var start = next;
        var isNegative = false;
        while (Next is SymbolTerm { Text: "-" })
        {
            isNegative = !isNegative;
            next++;
        }

        var value = Primary();
        return isNegative ? Combine(start, value is null ? null : Number.Of(0), '-', value) : value;
    }

    private Number? Primary()
    {
        switch (Next)
        {
            case NumberTerm number:
                next++;
                return Number.Of(number) ?? Report(next - 1, "it is too large");
            case WordTerm word when diagnostics.Scope.Contains(word.Text):
                next++;
                return diagnostics.Scope.Find(word.Text) ?? Follow(word);
            case WordTerm word:
                diagnostics.AddUnknownNumber(word);
                return null;
            case SymbolTerm { Text: "(" } when depth < DeepestBracket:
                return Bracket();
            default:
                Unexpected(depth < DeepestBracket ? "a number" : "brackets at most 32 deep");
                return null;
        }
    }

    private Number? Bracket()
    {
        depth++;
        next++;
        var value = Sum();
        depth--;
        if (value is not null && Next is not SymbolTerm { Text: ")" })
        {
            Unexpected("')'");
            return null;
        }

        next++;
        return value;
    }

    private Number? Combine(int start, Number? left, char sign, Number? right) =>
        left is null || right is null ? null
        : Number.Combine(left, sign, right)
            ?? Report(start, sign == '/' && right.Real == 0 ? "it divides by 0" : "it is too large");

    private Number? Report(int start, string reason)
    {
        var span = terms[start].Span.To(terms[next - 1].Span);
        diagnostics.Add(Descriptors.NoValue, span, $"'{Excerpt.Of(Join(start))}'", reason);
        return null;
    }

    private Number? Follow(WordTerm word)
    {
        diagnostics.FollowBroken(diagnostics.Scope.ImportOf(word.Text), word);
        return null;
    }

    private void Unexpected(string expected)
    {
        if (Next is not ErrorTerm)
        {
            var span = Next?.Span ?? terms[next - 1].Span;
            diagnostics.Add(Descriptors.UnexpectedTerm, span, TermText.Found(Next), subject, expected);
        }
        else
        {
            diagnostics.Follow();
        }
    }

    private string Show(int start, Number value)
    {
        var written = Join(start);
        return written.Length > LongestShown ? value.ToString() : $"{written} = {value}";
    }

    /// <summary>The terms read, as far as a message shows them.</summary>
    private string Join(int start)
    {
        var text = "";
        for (var index = start; index < next && text.Length <= LongestShown * 2; index++)
        {
            var isBracket = terms[index].Text == ")" || index > start && terms[index - 1].Text == "(";
            text += (text.Length == 0 || isBracket ? "" : " ") + Excerpt.Of(terms[index].Text);
        }

        return text;
    }
}
