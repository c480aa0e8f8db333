using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Syntax;

/// <summary>A file whose statements are bound: how messages say a place in it.</summary>
internal sealed class Document(string path, LineMap lines)
{
    private const int LongestName = 60;

    public string Path => path;

    /// <summary>The path as imports are compared.</summary>
    public string Normalized { get; } = ProjectPath.Normalize(path);

    public LineMap Lines => lines;

    /// <summary>Whether both are the same file, be it as it is bound or as others see it.</summary>
    public bool IsSame(Document other) => ReferenceEquals(this, other) || path.Length > 0 && path == other.Path;

    /// <summary>`line 12`; in a message of another file, `line 12 of ../blocks.net`.</summary>
    public string Place(TextSpan span, Document reader)
    {
        var line = FormattableString.Invariant($"line {lines.Line(span.Start)}");
        return IsSame(reader) ? line : $"{line} of {NameFor(reader)}";
    }

    /// <summary>The path as another file would write it; where that is long, its end.</summary>
    public string NameFor(Document reader)
    {
        var name = ProjectPath.Relative(reader.Normalized, Normalized);
        return name.Length <= LongestName ? name : "…" + name.Substring(name.Length - LongestName + 1);
    }
}
