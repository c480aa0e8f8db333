namespace NetDsl.Compiler.Emit;

/// <summary>Text that others wrote, made fit for comments and documentation.</summary>
internal static class Documentation
{
    public const int Width = 120;

    /// <summary>For an XML comment, on one line.</summary>
    public static string Escape(string text) =>
        OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Without anything that would end a comment's line or that XML forbids.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF'
            || char.IsSurrogate(letter) ? ' ' : letter));

    /// <summary>`/// &lt;summary&gt;…&lt;/summary&gt;`, of one or more lines.</summary>
    public static string Summary(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(Escape).ToList();
        return lines.Count == 1
            ? $"/// <summary>{lines[0]}</summary>"
            : string.Join("\n", lines.Prepend("<summary>").Append("</summary>").Select(line => "/// " + line));
    }

    /// <summary>A comment in lines that fit the width.</summary>
    /// <param name="indentation">Columns in front of it.</param>
    public static string Comment(string text, int indentation)
    {
        var lines = new List<string> { "//" };
        foreach (var word in OneLine(text).Split(' '))
        {
            if (lines[lines.Count - 1].Length + 1 + word.Length + indentation > Width)
            {
                lines.Add("//");
            }

            lines[lines.Count - 1] += " " + word;
        }

        return string.Join("\n", lines);
    }
}
