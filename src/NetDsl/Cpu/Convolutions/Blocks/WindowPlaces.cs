namespace NetDsl.Cpu;

/// <summary>The places, image by image and row by row, at which windows lie: in the planes that are read, and in the
/// image that has a value for each.</summary>
internal unsafe struct WindowPlaces
{
    public int Rows;
    public int Columns;

    /// <summary>The first image's planes, at the first place.</summary>
    public float* Source;

    /// <summary>Floats from one image's planes to the next's.</summary>
    public nint SourceImage;

    /// <summary>From one row of places to the next; their columns are neighbours.</summary>
    public int SourceRow;

    /// <summary>The first place in the first image that is written; null where none is.</summary>
    public float* Target;
    public nint TargetImage;
    public int TargetRow;
    public int TargetColumn;

    /// <summary>Places of an image.</summary>
    public readonly int Count => Rows * Columns;

    /// <summary>Whether rows follow each other without a gap, on both sides.</summary>
    private readonly bool IsDense => SourceRow == Columns && TargetColumn == 1 && TargetRow == Columns;

    /// <summary>Splits places into runs.</summary>
    /// <param name="runs">Room for as many as there are places.</param>
    /// <returns>The number of runs.</returns>
    public readonly int Split(int first, int end, WindowRun* runs)
    {
        int length = IsDense ? Count : Columns;
        int count = 0;
        for (int place = first; place < end;)
        {
            int image = place / Count;
            int row = place % Count / Columns;
            int column = place % Columns;
            int run = Math.Min(end - place, IsDense ? length - (place % Count) : length - column);
            runs[count++] = new WindowRun(
                place - first, run,
                Source + (image * SourceImage) + ((nint)row * SourceRow) + column,
                Target + (image * TargetImage) + ((nint)row * TargetRow) + ((nint)column * TargetColumn));
            place += run;
        }

        return count;
    }
}
