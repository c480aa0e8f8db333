namespace NetDsl.Cpu;

/// <summary>A tile's rows of a product's left factor: element (row, depth) lies at row · RowStride + depth ·
/// DepthStride; one of the strides is 1.</summary>
internal readonly unsafe struct LeftLines(float* pointer, nint rowStride, nint depthStride)
{
    public readonly float* Pointer = pointer;
    public readonly nint RowStride = rowStride;
    public readonly nint DepthStride = depthStride;

    /// <summary>Whether they are packed: [depth][rows].</summary>
    public bool ArePacked => RowStride == 1;
}
