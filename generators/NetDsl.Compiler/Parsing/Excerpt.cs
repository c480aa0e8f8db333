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

    /// <summary>One character by its sign, or by its number where it has none.</summary>
    public static string Character(string text) =>
        text.Length == 0 || char.IsControl(text[0]) || char.IsWhiteSpace(text[0]) || char.IsSurrogate(text[0])
            || text[0] == '\uFFFD' ? $"U+{(text.Length == 0 ? 0 : char.ConvertToUtf32(text + " ", 0)):X4}"
            : $"'{text[0]}'";
}
