using System.Text;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes C# with four spaces a level. What is given may have several lines; each is indented.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int level;

    public void Line(string lines = "")
    {
        foreach (var line in lines.Replace("\r", "").Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : 4 * level).Append(line).Append('\n');
        }
    }

    /// <summary>A head and what stands in braces behind it.</summary>
    public void Block(string head, Action content, string end = "}")
    {
        Line(head);
        Line("{");
        Indented(content);
        Line(end);
    }

    public void Indented(Action content)
    {
        level++;
        content();
        level--;
    }

    /// <summary>Parts with an empty line between them; a part that writes nothing leaves none.</summary>
    public void Apart(params Action[] parts)
    {
        var written = false;
        foreach (var part in parts)
        {
            var before = text.Length;
            part();
            var content = text.ToString(before, text.Length - before);
            if (content.Length > 0 && written)
            {
                text.Insert(before, '\n');
            }

            written |= content.Length > 0;
        }
    }

    public override string ToString() => text.ToString();
}
