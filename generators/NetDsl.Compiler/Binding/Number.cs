using System.Globalization;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The value of a constant or of an expression.</summary>
/// <param name="Whole">Where it is a whole number that came about without a fraction on the way.</param>
/// <param name="Inexact">The first division in it that left a rest, or null.</param>
internal sealed record Number(double Real, long? Whole, string? Inexact = null)
{
    public static Number Of(long whole) => new(whole, whole);

    /// <summary>A number as written; null where no number is so large.</summary>
    public static Number? Of(NumberTerm term)
    {
        if (IsWhole(term.Text))
        {
            return long.TryParse(term.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole) : null;
        }

        var isReal = double.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real);
        return isReal && !double.IsInfinity(real) ? new Number(real, null) : null;
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
        if (left.Whole is { } first && right.Whole is { } second)
        {
            return Combine(first, sign, second);
        }

        var real = sign switch
        {
            '+' => left.Real + right.Real,
            '-' => left.Real - right.Real,
            '*' => left.Real * right.Real,
            _ => left.Real / right.Real,
        };
        var isFinite = !double.IsNaN(real) && !double.IsInfinity(real);
        return isFinite ? new Number(real, null, left.Inexact ?? right.Inexact) : null;
    }

    public override string ToString() => Whole is { } whole
        ? whole.ToString(CultureInfo.InvariantCulture)
        : Real.ToString("G6", CultureInfo.InvariantCulture);

    private static Number? Combine(long left, char sign, long right)
    {
        try
        {
            return checked(sign switch
            {
                '+' => Of(left + right),
                '-' => Of(left - right),
                '*' => Of(left * right),
                _ when right == 0 => null,
                _ when right == -1 => Of(-left),
                _ when left % right == 0 => Of(left / right),
                _ => new Number((double)left / right, null, FormattableString.Invariant($"{left} / {right}")),
            });
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
