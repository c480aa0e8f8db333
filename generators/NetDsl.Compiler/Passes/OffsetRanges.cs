namespace NetDsl.Compiler.Passes;

/// <summary>Ranges of an arena, in order, joined where they touch.</summary>
internal sealed class OffsetRanges
{
    private readonly List<int> starts = [];
    private readonly List<int> ends = [];

    /// <summary>The lowest offset, not below <paramref name="from"/>, where so many floats are in none of the
    /// ranges.</summary>
    public int FirstFree(int from, int floats)
    {
        for (var range = FirstEndingBehind(from); range < starts.Count && from + floats > starts[range]; range++)
        {
            from = ends[range];
        }

        return from;
    }

    public void Add(int start, int end)
    {
        var first = FirstEndingBehind(start - 1);
        var behind = first;
        while (behind < starts.Count && starts[behind] <= end)
        {
            (start, end) = (Math.Min(start, starts[behind]), Math.Max(end, ends[behind]));
            behind++;
        }

        if (behind == first)
        {
            starts.Insert(first, start);
            ends.Insert(first, end);
            return;
        }

        (starts[first], ends[first]) = (start, end);
        starts.RemoveRange(first + 1, behind - first - 1);
        ends.RemoveRange(first + 1, behind - first - 1);
    }

    /// <summary>The index of the first range that ends behind an offset.</summary>
    private int FirstEndingBehind(int offset)
    {
        var found = ends.BinarySearch(offset + 1);
        return found < 0 ? ~found : found;
    }
}
