namespace NetDsl;

/// <summary>The order of a folder's examples: each class spread evenly over the whole, in a random order of its own, so
/// that any stretch, such as the last thousand held out, has of every class its share and of no subfolder or speaker
/// only. The same on every machine.</summary>
internal static class ClassMix
{
    /// <param name="files">In any order.</param>
    internal static ClassFile[] Order(IEnumerable<ClassFile> files)
    {
        var placed = new List<(double Place, ClassFile File)>();
        foreach (IGrouping<int, ClassFile> group in files.GroupBy(file => file.Class).OrderBy(group => group.Key))
        {
            ClassFile[] ofClass = [.. group.OrderBy(file => file.Path, StringComparer.Ordinal)];
            var order = new int[ofClass.Length];
            Shuffle.Permute(order, seed: 0, epoch: group.Key);
            for (int i = 0; i < order.Length; i++)
            {
                placed.Add(((i + 0.5) / order.Length, ofClass[order[i]]));
            }
        }

        // stable: classes of one size take turns
        return [.. placed.OrderBy(one => one.Place).Select(one => one.File)];
    }
}
