using System.Text;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes C# with four spaces a level. What is given may have several lines; each is indented.</summary>
/// <param name="level">Where it begins.</param>
internal sealed class CodeWriter(int level = 0)
{
    private readonly StringBuilder text = new();

    // whether an empty line comes before what is written next
    private bool isApart;

    /// <summary>Columns in front of a line.</summary>
    public int Indentation => 4 * level;

    /// <summary>A comment, in lines that fit the width.</summary>
    public void Comment(string text) => Line(Documentation.Comment(text, Indentation));

    /// <summary>`/// &lt;summary&gt;…&lt;/summary&gt;`, in lines that fit the width.</summary>
    /// <param name="paragraphs">Behind the text.</param>
    public void Summary(string text, IEnumerable<string>? paragraphs = null) =>
        Line(Documentation.Summary(text, paragraphs ?? [], Indentation));

    public void Line(string lines = "")
    {
        if (isApart)
        {
            text.Append('\n');
            isApart = false;
        }

        foreach (var line in lines.Replace("\r", "").Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : Indentation).Append(line).Append('\n');
        }
    }

    /// <summary>Parts with commas between them, in lines that fit the width.</summary>
    public void List(IEnumerable<string> parts, string end)
    {
        var list = string.Join(", ", parts.Select(Documentation.Unbroken)) + end;
        Line(string.Join("\n", Documentation.Wrap(list, Indentation)));
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
            var (before, wasApart) = (text.Length, isApart);
            isApart |= written;
            part();
            if (text.Length > before)
            {
                written = true;
            }
            else
            {
                isApart = wasApart;
            }
        }
    }

    /// <summary>A creation with an initializer in braces behind it; without, where the content writes
    /// nothing.</summary>
    public void Creation(string head, Action<CodeWriter> content)
    {
        var properties = new CodeWriter(level + 1);
        content(properties);
        if (properties.text.Length == 0)
        {
            Line(head + ";");
            return;
        }

        Line(head);
        Line("{");
        text.Append(properties.text);
        Line("};");
    }

    public override string ToString() => text.ToString();
}
