using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Syntax;

/// <summary>Where each line of a file starts, to turn offsets into lines and columns.</summary>
public sealed record LineMap(EquatableArray<int> Starts)
{
    private readonly int[] starts = Starts.ToArray();

    /// <summary>Lines end at '\n', "\r\n" or a lone '\r'.</summary>
    public static LineMap Of(string text)
    {
        var starts = new List<int> { 0 };
        for (var index = 0; index < text.Length; index++)
        {
            var isCarriageReturnAlone = text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n');
            if (text[index] == '\n' || isCarriageReturnAlone)
            {
                starts.Add(index + 1);
            }
        }

        return new LineMap(starts.ToEquatableArray());
    }

    public SourceSpan Locate(TextSpan span)
    {
        var (startLine, startColumn) = Position(span.Start);
        var (endLine, endColumn) = Position(span.End);
        return new SourceSpan(span.Start, span.End, startLine, startColumn, endLine, endColumn);
    }

    /// <summary>The 1-based line of an offset.</summary>
    public int Line(int offset) => Position(offset).Line;

    public bool Equals(LineMap? other) => other is not null && Starts == other.Starts;

    public override int GetHashCode() => Starts.GetHashCode();

    private (int Line, int Column) Position(int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - starts[line] + 1);
    }
}
