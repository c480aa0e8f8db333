namespace NetDsl;

/// <summary>An order of examples: each class spread evenly over the whole, in a random order of its own, so that any
/// stretch has of every class its share, and of no subfolder or speaker only. The same on every machine.</summary>
internal static class ClassMix
{
    /// <param name="files">In any order.</param>
    internal static ClassFile[] Order(IEnumerable<ClassFile> files)
    {
        ClassFile[] sorted = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        return Array.ConvertAll(Order(Array.ConvertAll(sorted, file => file.Class), seed: 0), index => sorted[index]);
    }

    /// <summary>The examples' numbers in that order.</summary>
    /// <param name="classes">Of each example.</param>
    internal static int[] Order(int[] classes, ulong seed)
    {
        var placed = new List<(double Place, int Index)>(classes.Length);
        foreach (IGrouping<int, int> group in Enumerable.Range(0, classes.Length)
            .GroupBy(index => classes[index]).OrderBy(group => group.Key))
        {
            int[] ofClass = [.. group];
            var order = new int[ofClass.Length];
            Shuffle.Permute(order, seed, epoch: group.Key);
            for (int i = 0; i < order.Length; i++)
            {
                placed.Add(((i + 0.5) / order.Length, ofClass[order[i]]));
            }
        }

        // stable: classes of one size take turns
        return [.. placed.OrderBy(one => one.Place).Select(one => one.Index)];
    }
}
