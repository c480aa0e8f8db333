using System.Globalization;

namespace NetDsl.Compiler.Parsing;

/// <summary>Text of a file as a message shows it.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    /// <summary>Cut to forty characters, and without any that a terminal would obey or not show.</summary>
    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
        return new string(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || Invisible.Contains(c) ? '\uFFFD' : c).ToArray());
    }

    /// <summary>The first character by its sign; by its number where it is not shown, or not known for what it
    /// is.</summary>
    public static string Character(string text)
    {
        var isPair = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]);
        var number = $"U+{(isPair ? char.ConvertToUtf32(text[0], text[1]) : text[0]):X4}";
        var isHidden = Invisible.Contains(text[0])
            || isPair && CharUnicodeInfo.GetUnicodeCategory(text, 0) == UnicodeCategory.Format;
        return isHidden ? $"{number}, which is invisible: delete it"
            : isPair ? $"'{text.Substring(0, 2)}' ({number})"
            : IsShown(text[0]) ? $"'{text[0]}'"
            : number;
    }

    private static bool IsShown(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Control
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
