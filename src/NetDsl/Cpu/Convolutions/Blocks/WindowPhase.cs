namespace NetDsl.Cpu;

/// <summary>Values that see their windows in the same way: all of an output, or the pixels of an input between which a
/// stride leaves gaps.</summary>
internal struct WindowPhase
{
    /// <summary>Without pointers: they belong to an image.</summary>
    public WindowPlaces Places;

    /// <summary>The first place, in floats from the start of the planes.</summary>
    public nint Source;

    /// <summary>The first place, in floats from the start of a channel that is written.</summary>
    public nint Target;

    /// <summary>Products that each value sums.</summary>
    public int Depth;
}
