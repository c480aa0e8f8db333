namespace NetDsl.Compiler.Passes;

/// <summary>What of an arena is taken at which time. Times are split in halves again and again: a stretch of time is a
/// few of the parts, and what is taken in one of them is kept as ranges of offsets that do not touch.</summary>
/// <param name="times">Times are from 0 to below it.</param>
internal sealed class Occupancy(int times)
{
    // by the part's number, its halves at 2 n and 2 n + 1: what is taken somewhere in it, and all through it
    private readonly Dictionary<int, OffsetRanges> within = [];
    private readonly Dictionary<int, OffsetRanges> throughout = [];

    /// <summary>The lowest offset where so many floats are free from one time to another, both included.</summary>
    public int FirstFree(int floats, int first, int last)
    {
        var taken = new List<OffsetRanges>();
        Collect(1, 0, times - 1, first, last, taken);
        var offset = 0;
        for (var isFound = false; !isFound;)
        {
            isFound = true;
            foreach (var ranges in taken)
            {
                var free = ranges.FirstFree(offset, floats);
                isFound &= free == offset;
                offset = free;
            }
        }

        return offset;
    }

    public void Take(int offset, int end, int first, int last) => Take(1, 0, times - 1, offset, end, first, last);

    private void Take(int part, int from, int to, int offset, int end, int first, int last)
    {
        if (last < from || to < first)
        {
            return;
        }

        Of(within, part).Add(offset, end);
        if (first <= from && to <= last)
        {
            Of(throughout, part).Add(offset, end);
            return;
        }

        var middle = from + (to - from) / 2;
        Take(2 * part, from, middle, offset, end, first, last);
        Take(2 * part + 1, middle + 1, to, offset, end, first, last);
    }

    private void Collect(int part, int from, int to, int first, int last, List<OffsetRanges> taken)
    {
        if (last < from || to < first || !within.TryGetValue(part, out var all))
        {
            return;
        }

        if (first <= from && to <= last)
        {
            taken.Add(all);
            return;
        }

        if (throughout.TryGetValue(part, out var some))
        {
            taken.Add(some);
        }

        var middle = from + (to - from) / 2;
        Collect(2 * part, from, middle, first, last, taken);
        Collect(2 * part + 1, middle + 1, to, first, last, taken);
    }

    private static OffsetRanges Of(Dictionary<int, OffsetRanges> table, int part)
    {
        if (!table.TryGetValue(part, out var ranges))
        {
            table.Add(part, ranges = new OffsetRanges());
        }

        return ranges;
    }
}
