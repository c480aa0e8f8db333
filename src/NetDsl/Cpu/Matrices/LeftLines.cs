namespace NetDsl.Cpu;

/// <summary>A tile's rows of a product's left factor: element (row, depth) lies at row · RowStride + depth ·
/// DepthStride.</summary>
internal readonly unsafe struct LeftLines(float* pointer, nint rowStride, nint depthStride)
{
    public readonly float* Pointer = pointer;
    public readonly nint RowStride = rowStride;
    public readonly nint DepthStride = depthStride;

    /// <param name="pointer">[depth][rows]</param>
    public static LeftLines Packed(float* pointer, int rows) => new(pointer, 1, rows);
}
