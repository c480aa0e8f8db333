namespace NetDsl.Cpu;

/// <summary>Places of a block that are packed side by side, some vectors of them, the last perhaps not full.</summary>
internal readonly unsafe struct WindowPanel(WindowRun* runs, int count, int column, int width)
{
    public readonly WindowRun* Runs = runs;

    /// <summary>Runs.</summary>
    public readonly int Count = count;

    /// <summary>The first place's in the block.</summary>
    public readonly int Column = column;
    public readonly int Width = width;
}
