namespace NetDsl.Cpu;

/// <summary>Places that are computed together, and memory for it.</summary>
internal unsafe struct WindowBlock(WindowRun* run, int runCount, WindowPanel* panel, float* packed, float* results)
{
    /// <summary>All places.</summary>
    public readonly WindowRun* Run = run;
    public readonly int RunCount = runCount;

    /// <summary>The same in panels.</summary>
    public readonly WindowPanel* Panel = panel;

    /// <summary>[depth][places] of a panel or of all.</summary>
    public readonly float* Packed = packed;

    /// <summary>[row][<see cref="Width"/>]</summary>
    public readonly float* Results = results;
    public int Panels;

    /// <summary>Of all panels.</summary>
    public int Width;
}
