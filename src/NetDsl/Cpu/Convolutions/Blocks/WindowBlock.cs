namespace NetDsl.Cpu;

/// <summary>Places that are computed together, in panels, and memory for it.</summary>
internal unsafe struct WindowBlock(WindowPanel* panel, float* packed, float* results)
{
    public readonly WindowPanel* Panel = panel;

    /// <summary>[depth][places] of a panel or of all.</summary>
    public readonly float* Packed = packed;

    /// <summary>[row][<see cref="Width"/>]</summary>
    public readonly float* Results = results;
    public int Panels;

    /// <summary>Of all panels.</summary>
    public int Width;
}
