using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>Finds the layers of each use of a block marked `recompute` that is in no other such.</summary>
internal sealed class RecomputedUses
{
    private readonly List<RecomputedRange> ranges = [];

    // the use that is being bound, and its first layer
    private Scope? use;
    private int first;

    public EquatableArray<RecomputedRange> Ranges => ranges.ToEquatableArray();

    /// <param name="inside">The scope inside a use of a block.</param>
    /// <param name="layers">How many there are so far.</param>
    public void Begin(Scope inside, int layers)
    {
        if (use is null && inside.Use is { Block.IsRecomputed: true })
        {
            (use, first) = (inside, layers);
        }
    }

    public void End(Scope inside, int layers)
    {
        if (!ReferenceEquals(use, inside))
        {
            return;
        }

        use = null;
        if (layers > first)
        {
            ranges.Add(new RecomputedRange(first, layers - 1));
        }
    }
}
