using Sprache;

namespace NetDsl.Compiler.Parsing;

/// <summary>A place in the text. Sprache's own input counts lines and holds a table at each character; this one is
/// an offset, can move by a whole word, and knows how many blocks are open around it.</summary>
internal sealed class SourceInput(string source, int position, int depth, Checkpoint? checkpoint = null) : IInput
{
    public string Source => source;

    public int Position => position;

    /// <summary>Blocks open around this place.</summary>
    public int Depth => depth;

    public char Current => source[position];

    public bool AtEnd => position >= source.Length;

    // lines are found from offsets, and only for what is reported
    public int Line => 1;

    public int Column => position + 1;

    public IDictionary<object, object> Memos { get; } = EmptyMemos;

    private static readonly Dictionary<object, object> EmptyMemos = [];

    public IInput Advance() => AdvanceTo(position + 1);

    public SourceInput AdvanceTo(int next) => new(source, next, depth, checkpoint);

    public SourceInput Nested(int levels) => new(source, position, depth + levels, checkpoint);

    /// <summary>At each statement.</summary>
    public void Check() => checkpoint?.Invoke();

    public bool Equals(IInput? other) => other is not null && other.Position == position;

    public override bool Equals(object? obj) => Equals(obj as IInput);

    public override int GetHashCode() => position;

    public override string ToString() => $"offset {position}";
}
