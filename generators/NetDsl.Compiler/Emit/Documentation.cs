namespace NetDsl.Compiler.Emit;

/// <summary>Text that others wrote, made fit for comments and documentation.</summary>
internal static class Documentation
{
    public const int Width = 120;

    private const char NoBreak = '\u00A0';

    /// <summary>For an XML comment, on one line.</summary>
    public static string Escape(string text) =>
        OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Without anything that would end a comment's line or that XML forbids.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF'
            || char.IsSurrogate(letter) ? ' ' : letter));

    /// <summary>`/// &lt;summary&gt;…&lt;/summary&gt;`, of one or more lines, each no longer than the width.</summary>
    /// <param name="paragraphs">Behind the text.</param>
    /// <param name="indentation">Columns in front of it.</param>
    public static string Summary(string text, IEnumerable<string> paragraphs, int indentation)
    {
        var lines = text.Split('\n').Select(Escape).ToList();
        lines.AddRange(paragraphs.Select(paragraph => $"<para>{Escape(paragraph)}</para>"));
        var single = $"/// <summary>{lines[0]}</summary>";
        return lines.Count == 1 && indentation + single.Length <= Width
            ? single
            : string.Join("\n", lines.SelectMany(line => Wrap(line, indentation + "/// ".Length))
                .Prepend("<summary>").Append("</summary>").Select(line => "/// " + line));
    }

    /// <summary>A comment in lines that fit the width.</summary>
    /// <param name="indentation">Columns in front of it.</param>
    public static string Comment(string text, int indentation) =>
        string.Join("\n", Wrap(OneLine(text), indentation + 3).Select(line => "// " + line));

    /// <summary>What must stay on one line.</summary>
    public static string Unbroken(string text) => text.Replace(' ', NoBreak);

    /// <summary>Breaks at spaces, but not at those of <see cref="Unbroken"/>.</summary>
    public static IReadOnlyList<string> Wrap(string text, int indentation)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            var last = lines[lines.Count - 1];
            if (last.Length > 0 && indentation + last.Length + 1 + word.Length > Width)
            {
                lines.Add(word);
            }
            else
            {
                lines[lines.Count - 1] = last.Length == 0 ? word : $"{last} {word}";
            }
        }

        return [.. lines.Select(line => line.Replace(NoBreak, ' '))];
    }
}
