namespace NetDsl.Cpu;

/// <summary>A matrix in memory: element (row, column) lies at row · RowStride + column · ColumnStride; one of the
/// strides is 1.</summary>
internal readonly unsafe struct MatrixView(float* pointer, int rowStride, int columnStride)
{
    public readonly float* Pointer = pointer;
    public readonly int RowStride = rowStride;
    public readonly int ColumnStride = columnStride;

    /// <summary>Where an element lies.</summary>
    public float* At(int row, int column) => Pointer + ((nint)row * RowStride) + ((nint)column * ColumnStride);
}

/// <summary>A product a [rows, Depth] · b [Depth, columns], one of a sum's terms.</summary>
internal readonly struct MatrixTerm(MatrixView a, MatrixView b, int depth)
{
    public readonly MatrixView A = a;
    public readonly MatrixView B = b;
    public readonly int Depth = depth;

    /// <summary>The sum over a batch's examples: leftᵀ [left, batch] · right [batch, right], as of a gradient by weights.</summary>
    public static unsafe MatrixTerm OverBatch(in CpuStep step, TensorBuffer left, TensorBuffer right) => new(
        new MatrixView(left.Pointer, 1, left.Stride), new MatrixView(right.Pointer, right.Stride, 1), step.Count);
}
