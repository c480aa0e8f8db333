using System.Globalization;
using System.Text;

namespace NetDsl.Compiler;

/// <summary>Numbers as C# writes them, whatever the machine's language.</summary>
internal static class Text
{
    /// <summary>`4_704`</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    /// <summary>`4,704`: for people.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A text as a C# literal, quotes included.</summary>
    public static string Literal(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in value)
        {
            var isPlain = letter is >= ' ' and <= '~' and not ('"' or '\\') || char.IsLetterOrDigit(letter);
            literal.Append(isPlain ? letter.ToString()
                : letter is '"' or '\\' ? $"\\{letter}"
                : $"\\u{(int)letter:x4}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>`0.5f`: the nearest float, in as many digits as tell it from others.</summary>
    public static string Float(double value) => float.IsInfinity((float)value) || double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), value, "no float32 is so large")
        : Real((float)value) + "f";

    /// <summary>`0.05`, as a float is written for people.</summary>
    public static string Real(double value)
    {
        var nearest = (float)value;
        var seven = nearest.ToString("G7", CultureInfo.InvariantCulture);
        return float.Parse(seven, CultureInfo.InvariantCulture) == nearest
            ? seven
            : nearest.ToString("G9", CultureInfo.InvariantCulture);
    }
}
