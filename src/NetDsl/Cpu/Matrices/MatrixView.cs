namespace NetDsl.Cpu;

/// <summary>A matrix in memory: element (row, column) lies at row · RowStride + column · ColumnStride; one of the
/// strides is 1.</summary>
internal readonly unsafe struct MatrixView(float* pointer, int rowStride, int columnStride)
{
    public readonly float* Pointer = pointer;
    public readonly int RowStride = rowStride;
    public readonly int ColumnStride = columnStride;
}
