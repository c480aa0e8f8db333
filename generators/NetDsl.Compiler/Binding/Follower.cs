using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Binding;

/// <summary>What a layer's default bias and initialisation depend on: the layer that reads it, where that is the next
/// in the text.</summary>
/// <param name="IsNormalization">Whether that is a batchnorm.</param>
/// <param name="IsRectifier">Whether that is a relu or the like, or such a one follows with a batchnorm
/// between.</param>
internal sealed record Follower(bool IsNormalization, bool IsRectifier)
{
    public static readonly Follower None = new(false, false);

    /// <param name="flat">The network's statements.</param>
    /// <param name="index">The layer's.</param>
    public static Follower Of(IReadOnlyList<FlatStatement> flat, int index)
    {
        var next = Next(flat, ref index);
        var isNormalization = next == BatchNormLayerKind.Word;
        return new Follower(isNormalization, LayerKinds.IsRectifier(isNormalization ? Next(flat, ref index) : next));
    }

    /// <summary>The keyword of the layer that reads what this one gives, where that is the next in the text; else
    /// null.</summary>
    private static string? Next(IReadOnlyList<FlatStatement> flat, ref int index)
    {
        for (index++; index < flat.Count; index++)
        {
            var (statement, kind) = (flat[index].Statement, flat[index].Kind);
            if (kind == FlatKind.UseStart && SourceClause.Split(statement).Source is not null)
            {
                return null;
            }

            if (kind is not (FlatKind.UseStart or FlatKind.UseEnd or FlatKind.Alias))
            {
                return kind == FlatKind.Statement && !SourceClause.IsStated(statement) ? statement.Keyword?.Text : null;
            }
        }

        return null;
    }
}
