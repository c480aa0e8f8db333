namespace NetDsl;

/// <summary>Which of a set's examples are held out for validation: at random, of each class its share.</summary>
/// <param name="Rest">The numbers of the others, ascending.</param>
/// <param name="Picked">The numbers of those, ascending.</param>
internal sealed record HeldOut(int[] Rest, int[] Picked)
{
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">That would leave no example.</exception>
    internal static HeldOut Of(ExampleSet examples, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, examples.Count);
        var classes = new int[examples.Count];
        for (int i = 0; i < classes.Length && examples.LabelColumns > 0; i++)
        {
            classes[i] = examples.LabelAt(i, 0);
        }

        int[] order = ClassMix.Order(classes, seed);
        return new HeldOut([.. order[..^count].Order()], [.. order[^count..].Order()]);
    }
}
