namespace NetDsl.Gpu;

/// <summary>Two batches [count, size] one below the other: a product over both sums what each gives.</summary>
internal readonly struct StackedColumns(ColumnMajor first, ColumnMajor second, int count) : IMatrixSource
{
    private readonly ColumnMajor first = first;
    private readonly ColumnMajor second = second;
    private readonly int count = count;

    public static bool AlongDepth => false;

    public bool Vectors => first.Vectors && second.Vectors;

    public static StackedColumns Of(GpuBuffer first, GpuBuffer second, int size, int count)
        => new(ColumnMajor.OfBatch(first, size), ColumnMajor.OfBatch(second, size), count);

    public float At(int outer, int depth) => depth < count ? first.At(outer, depth) : second.At(outer, depth - count);

    public Float4 Quad(int outer, int depth)
        => depth < count ? first.Quad(outer, depth) : second.Quad(outer, depth - count);
}
