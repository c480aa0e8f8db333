using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Syntax;

/// <summary>A file whose statements are bound: how messages say a place in it.</summary>
internal sealed class Document(string path, LineMap lines)
{
    private const int LongestName = 60;

    private readonly string normalized = ProjectPath.Normalize(path);

    public string Path => path;

    public LineMap Lines => lines;

    /// <summary>`line 12`; in a message of another file, `line 12 of ../blocks.net`.</summary>
    public string Place(TextSpan span, Document reader)
    {
        var line = FormattableString.Invariant($"line {lines.Line(span.Start)}");
        return ReferenceEquals(reader, this) ? line : $"{line} of {NameFor(reader)}";
    }

    /// <summary>The path as another file would write it; where that is long, its end.</summary>
    public string NameFor(Document reader)
    {
        var name = ProjectPath.Relative(reader.normalized, normalized);
        return name.Length <= LongestName ? name : "…" + name.Substring(name.Length - LongestName + 1);
    }
}
