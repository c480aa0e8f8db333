using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A matrix [rows, columns] for each part of the depth, one after the other.</summary>
internal readonly struct MatrixSink(ArrayView<float> output, int rows) : IMatrixSink
{
    private readonly ArrayView<float> output = output;
    private readonly int rows = rows;

    public void Store(int row, int column, Float4 values, int columns)
    {
        int index = (Grid.IdxZ * rows + row) * columns + column;
        Quads.Store(output, index, values, columns - column, columns);
    }
}
