using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>One use of a block.</summary>
/// <param name="Values">Of its parameters, in their order.</param>
/// <param name="Document">Where the use stands.</param>
/// <param name="Outer">The use inside which it stands, or null.</param>
internal sealed record BlockUse(
    BlockDefinition Block, IReadOnlyList<Number> Values, Document Document, TextSpan Span, BlockUse? Outer)
{
    private const int LongestChain = 240;

    /// <summary>The names whose numbers the uses of the block take; null where nobody asks.</summary>
    public HashSet<string>? Read { get; init; }

    /// <summary>`; in Unit(width = 64), used in line 12, in Stage(width = 64), used in line 20 of net.net`: the
    /// innermost first.</summary>
    /// <param name="reader">The file where the message stands.</param>
    public string Chain(Document reader)
    {
        var text = ";";
        for (var use = this; use is not null; use = use.Outer)
        {
            var comma = ReferenceEquals(use, this) ? "" : ",";
            text += $"{comma} in {use.Signature}, used in {use.Document.Place(use.Span, reader)}";
            if (text.Length > LongestChain && use.Outer is not null)
            {
                return text + ", …";
            }
        }

        return text;
    }

    private string Signature
    {
        get
        {
            var text = Excerpt.Of(Block.Name) + "(";
            for (var index = 0; index < Values.Count; index++)
            {
                if (text.Length > LongestChain / 2)
                {
                    return text + ", …)";
                }

                text += $"{(index == 0 ? "" : ", ")}{Excerpt.Of(Block.Parameters[index].Name.Text)} = {Values[index]}";
            }

            return text + ")";
        }
    }

    /// <summary>Whether the block is this use's, or that of one around it.</summary>
    public bool Contains(BlockDefinition block)
    {
        for (var use = this; use is not null; use = use.Outer)
        {
            if (ReferenceEquals(use.Block, block))
            {
                return true;
            }
        }

        return false;
    }
}
