using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>The slots of an arena whose values are what was last written there.</summary>
internal sealed class WholeSlots
{
    // by their offsets; those of one place are beside each other
    private readonly List<Slot> slots = [];
    private readonly HashSet<int> tensors = [];

    // of all slots so far, in floats
    private int longest;

    public bool Contains(Slot slot) => tensors.Contains(slot.Tensor);

    public void Add(Slot slot)
    {
        if (tensors.Add(slot.Tensor))
        {
            longest = Math.Max(longest, slot.Stride);
            slots.Insert(FirstFrom(slot.Offset), slot);
        }
    }

    /// <summary>Takes out all that a write changes.</summary>
    public void Spoil(Slot written)
    {
        var from = FirstFrom(written.Offset - longest + 1);
        var kept = from;
        var next = from;
        for (; next < slots.Count && slots[next].Offset < written.Offset + written.Stride; next++)
        {
            if (slots[next].Meets(written))
            {
                tensors.Remove(slots[next].Tensor);
            }
            else
            {
                slots[kept++] = slots[next];
            }
        }

        slots.RemoveRange(kept, next - kept);
    }

    /// <summary>The index of the first slot that is not below an offset.</summary>
    private int FirstFrom(int offset)
    {
        var (low, high) = (0, slots.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = slots[middle].Offset < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
