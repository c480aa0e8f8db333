namespace NetDsl.Compiler.Parsing;

/// <summary>Text of a file as a message shows it.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    /// <summary>Cut to forty characters, and without any that a terminal would obey or not show.</summary>
    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
        return new string(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c).ToArray());
    }

    /// <summary>The first character by its sign, or by its number where a terminal does not show it.</summary>
    public static string Character(string text)
    {
        var isPair = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]);
        var number = isPair ? char.ConvertToUtf32(text[0], text[1]) : text[0];
        var isShown = !char.IsControl(text[0]) && !char.IsWhiteSpace(text[0]) && !char.IsSurrogate(text[0]);
        return isShown ? $"'{text[0]}'" : $"U+{number:X4}";
    }
}
