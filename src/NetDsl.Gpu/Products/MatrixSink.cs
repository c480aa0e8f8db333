using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A matrix [rows, columns] for each part of the depth, one after the other; rows lie
/// <paramref name="stride"/> floats apart.</summary>
/// <param name="vectors">Rows consist of aligned quads.</param>
/// <param name="adds">To what lies there.</param>
internal readonly struct MatrixSink(ArrayView<float> output, int rows, int stride, bool vectors, bool adds = false)
    : IMatrixSink
{
    private readonly ArrayView<float> output = output;
    private readonly int rows = rows;
    private readonly int stride = stride;
    private readonly int vectors = vectors ? 1 : 0;
    private readonly int adds = adds ? 1 : 0;

    /// <summary>Rows one after the other, from an aligned place on.</summary>
    public static MatrixSink Of(ArrayView<float> output, int rows, int columns, bool adds = false)
        => new(output, rows, columns, columns % 4 == 0, adds);

    /// <summary>A batch [rows, columns].</summary>
    public static MatrixSink OfBatch(GpuBuffer batch, int rows, int columns)
        => new(batch.View, rows, batch.Stride, batch.HasQuads(columns));

    public void Store(int row, int column, Float4 values, int columns)
    {
        int index = (Grid.IdxZ * rows + row) * stride + column;
        if (adds != 0)
            values = Quads.Add(values, Quads.Load(output, index, columns - column, vectors != 0));
        Quads.Store(output, index, values, columns - column, vectors != 0);
    }
}
