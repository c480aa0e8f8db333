using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A matrix [rows, columns] for each part of the depth, one after the other; rows lie
/// <paramref name="stride"/> floats apart.</summary>
/// <param name="vectors">Rows consist of aligned quads.</param>
internal readonly struct MatrixSink(ArrayView<float> output, int rows, int stride, bool vectors) : IMatrixSink
{
    private readonly ArrayView<float> output = output;
    private readonly int rows = rows;
    private readonly int stride = stride;
    private readonly int vectors = vectors ? 1 : 0;

    /// <summary>Rows one after the other, from an aligned place on.</summary>
    public static MatrixSink Of(ArrayView<float> output, int rows, int columns)
        => new(output, rows, columns, columns % 4 == 0);

    /// <summary>A batch [rows, columns].</summary>
    public static MatrixSink OfBatch(GpuBuffer batch, int rows, int columns)
        => new(batch.View, rows, batch.Stride, batch.HasQuads(columns));

    public void Store(int row, int column, Float4 values, int columns)
        => Quads.Store(output, (Grid.IdxZ * rows + row) * stride + column, values, columns - column, vectors != 0);
}
