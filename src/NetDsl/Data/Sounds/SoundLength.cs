namespace NetDsl;

/// <summary>What becomes of recordings that are not of the length asked for.</summary>
[Flags]
public enum SoundLength
{
    /// <summary>An error that names the file.</summary>
    Exact = 0,

    /// <summary>Shorter ones are followed by zeros.</summary>
    Pad = 1,

    /// <summary>Of longer ones the end is cut off.</summary>
    Cut = 2,

    /// <summary>Shorter ones are followed by zeros, of longer ones the end is cut off.</summary>
    PadOrCut = Pad | Cut,
}
