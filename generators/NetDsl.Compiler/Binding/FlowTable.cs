using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The values that statements of a network can read: the one that flows to the next statement, and those that
/// have a name.</summary>
internal sealed class FlowTable(DiagnosticBag diagnostics)
{
    /// <summary>In a block, the value that the block was given.</summary>
    public const string BlockInput = "input";

    private readonly Dictionary<string, Flow> named = [];
    private readonly Stack<Join> joins = new();

    /// <summary>Null behind an output: nothing flows on from there.</summary>
    public Flow? Current { get; set; } = Flow.Unknown("the input");

    /// <summary>Gives the current value a name, from here on.</summary>
    public void Name(string name)
    {
        if (Current is { } flow)
        {
            named[name] = flow;
        }
    }

    /// <summary>Goes on with a value of which nothing is known, under the name of what should have given it.</summary>
    public void Lose(string source)
    {
        Current = Flow.Unknown(source);
        Name(source);
    }

    /// <summary>The value that a statement says it reads; null where there is none of that name, which is
    /// reported.</summary>
    public Flow? Find(WordTerm name)
    {
        foreach (var candidate in diagnostics.Scope.NamesOf(name.Text))
        {
            if (named.TryGetValue(candidate, out var flow))
            {
                return flow;
            }
        }

        var near = diagnostics.Hides(Descriptors.UnknownSource, name.Span) ? "" : Suggestion.For(name.Text, Known());
        diagnostics.Add(Descriptors.UnknownSource, name.Span, Excerpt.Of(name.Text), near);
        return null;
    }

    public void Open(Flow start)
    {
        joins.Push(new Join(start));
        Current = start;
    }

    public void BeginBranch(Flow? start) => Current = start ?? joins.Peek().Start;

    public void EndBranch() => joins.Peek().Ends.Add(Current ?? Flow.Unknown("a branch"));

    /// <summary>What the branches gave, in their order.</summary>
    public IReadOnlyList<Flow> Close() => joins.Pop().Ends;

    /// <summary>The names that a statement here could have meant, as it would write them.</summary>
    private IEnumerable<string> Known()
    {
        var prefix = diagnostics.Scope.Replaced is null ? diagnostics.Scope.Prefix : "";
        foreach (var name in named.Keys)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return name.Substring(prefix.Length);
            }
        }
    }

    /// <summary>A `concat` or `add` whose branches are being read.</summary>
    private sealed class Join(Flow start)
    {
        public Flow Start => start;

        public List<Flow> Ends { get; } = [];
    }
}
