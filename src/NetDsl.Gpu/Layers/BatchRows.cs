using ILGPU;

namespace NetDsl.Gpu;

/// <summary>How a kernel goes through the values of batches [examples, size]: as one row where the examples of all of
/// them lie one after the other, else as a row for each example. A value's place is row · stride + index, without a
/// division: ILGPU computes both sides of an <c>if</c>, so that one that skips a division does not save it.</summary>
internal readonly struct BatchRows
{
    private BatchRows(int count, int length) => (Count, Length) = (count, length);

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Values of a row.</summary>
    public int Length { get; }

    /// <summary>For a kernel over these batches of so many examples.</summary>
    public static BatchRows Of(int examples, int size, params ReadOnlySpan<GpuBuffer> batches)
    {
        foreach (var batch in batches)
        {
            if (batch.Exists && batch.Stride != size)
                return new(examples, size);
        }

        return new(1, checked(examples * size));
    }

    /// <summary>As many rows, in blocks of so many values: one block more than the length has, for a row that starts
    /// within a block.</summary>
    public BatchRows InBlocks(int size) => new(Count, (Length - 1) / size + 2);

    /// <summary>A row for each example, for kernels that ask where in its example a value is.</summary>
    public static BatchRows OfExamples(int examples, int size) => new(examples, size);
}

/// <summary>A batch by the rows of <see cref="BatchRows"/>.</summary>
internal readonly struct RowsView(GpuBuffer batch)
{
    private readonly ArrayView<float> values = batch.View;
    private readonly int stride = batch.Stride;

    public float this[int row, int index]
    {
        get => values[row * stride + index];
        set => values[row * stride + index] = value;
    }
}
