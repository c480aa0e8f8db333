namespace NetDsl.Compiler.Syntax;

/// <summary>A stretch of a file: offsets in UTF-16 units, the end exclusive.</summary>
public sealed record TextSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The stretch from this one's start to the other's end.</summary>
    public TextSpan To(TextSpan last) => new(Start, Math.Max(End, last.End));
}
