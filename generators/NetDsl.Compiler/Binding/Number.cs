using System.Globalization;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The value of a constant or of an expression.</summary>
/// <param name="Whole">Where it is a whole number.</param>
/// <param name="Inexact">The first division in it that left a rest, where it is no whole number; or null.</param>
internal sealed record Number(double Real, long? Whole, string? Inexact = null)
{
    // null where it has more digits than are kept: the number is then no whole one
    private Fraction? Exact { get; init; }

    public static Number Of(long whole) => new(whole, whole) { Exact = Fraction.Of(whole) };

    /// <summary>A number as written; null where no number is so large.</summary>
    public static Number? Of(NumberTerm term)
    {
        if (IsWhole(term.Text))
        {
            return long.TryParse(term.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole) : null;
        }

        var isReal = double.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real);
        return isReal && !double.IsInfinity(real) ? Of(real, Fraction.Of(term.Text), null) : null;
    }

    /// <summary>Whether a number is written as a whole one: `1e3` is not.</summary>
    public static bool IsWhole(string number)
    {
        foreach (var c in number)
        {
            if (!Scanner.IsDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Null where the result is too large, or a division is by zero.</summary>
    public static Number? Combine(Number left, char sign, Number right)
    {
        var real = sign switch
        {
            '+' => left.Real + right.Real,
            '-' => left.Real - right.Real,
            '*' => left.Real * right.Real,
            _ => left.Real / right.Real,
        };
        var exact = left.Exact is { } first && right.Exact is { } second ? Fraction.Combine(first, sign, second) : null;
        var isWhole = left.Whole is not null && right.Whole is not null;
        var isTooLarge = isWhole && exact is { Denominator.IsOne: true, Whole: null };
        if (double.IsNaN(real) || double.IsInfinity(real) || isTooLarge)
        {
            return null;
        }

        var division = isWhole && sign == '/' ? FormattableString.Invariant($"{left.Whole} / {right.Whole}") : null;
        return Of(real, exact, left.Inexact ?? right.Inexact ?? division);
    }

    public override string ToString() => Whole is { } whole
        ? whole.ToString(CultureInfo.InvariantCulture)
        : Real.ToString("G6", CultureInfo.InvariantCulture);

    private static Number Of(double real, Fraction? exact, string? inexact) => exact?.Whole is { } whole
        ? Of(whole)
        : new Number(real, null, inexact) { Exact = exact };
}
