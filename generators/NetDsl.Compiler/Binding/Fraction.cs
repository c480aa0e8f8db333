using System.Globalization;
using System.Numerics;

namespace NetDsl.Compiler.Binding;

/// <summary>An exact number, in lowest terms with a denominator above 0: 0.35*100 is 35, which as double it is not.</summary>
internal sealed record Fraction
{
    // beyond this an exact value is of no use, and repeated squares would take time without end
    private const int LongestBits = 2_048;
    private const int LargestExponent = 400;
    private const int LongestText = 600;

    private Fraction(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    /// <summary>Its value where that is a whole number of 64 bits.</summary>
    public long? Whole => Denominator.IsOne && Numerator >= long.MinValue && Numerator <= long.MaxValue ? (long)Numerator : null;

    public static Fraction Of(long whole) => new(whole, BigInteger.One);

    /// <summary>`0.35`, `1e-3`; null where it has so many digits that they are not kept.</summary>
    public static Fraction? Of(string number)
    {
        var parts = number.Split('e', 'E');
        var point = parts[0].IndexOf('.');
        var exponent = 0;
        if (number.Length > LongestText || parts.Length > 1 && (!int.TryParse(
            parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            || exponent is < -LargestExponent or > LargestExponent))
        {
            return null;
        }

        var digits = BigInteger.Parse(
            point < 0 ? parts[0] : parts[0].Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var scale = exponent - (point < 0 ? 0 : parts[0].Length - point - 1);
        return scale < 0
            ? Reduced(digits, BigInteger.Pow(10, -scale))
            : Reduced(digits * BigInteger.Pow(10, scale), BigInteger.One);
    }

    /// <summary>Null where it divides by 0, or where the result has too many digits to be kept.</summary>
    public static Fraction? Combine(Fraction left, char sign, Fraction right) => sign switch
    {
        '+' => Reduced(
            left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator),
        '-' => Reduced(
            left.Numerator * right.Denominator - right.Numerator * left.Denominator, left.Denominator * right.Denominator),
        '*' => Reduced(left.Numerator * right.Numerator, left.Denominator * right.Denominator),
        _ when right.Numerator.IsZero => null,
        _ => Reduced(left.Numerator * right.Denominator, left.Denominator * right.Numerator),
    };

    private static Fraction? Reduced(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var (top, bottom) = (numerator / common, denominator / common);
        return Math.Max(Bits(top), Bits(bottom)) > LongestBits ? null : new Fraction(top, bottom);
    }

    private static int Bits(BigInteger number) => 8 * number.ToByteArray().Length;
}
