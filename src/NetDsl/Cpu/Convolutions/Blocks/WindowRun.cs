namespace NetDsl.Cpu;

/// <summary>Neighbouring places of one row of one image.</summary>
internal unsafe struct WindowRun(int first, int length, float* source, float* target)
{
    /// <summary>The first place's number among those asked for.</summary>
    public readonly int First = first;

    /// <summary>Places.</summary>
    public readonly int Length = length;

    /// <summary>Where the first place lies in the planes; the others follow it.</summary>
    public readonly float* Source = source;

    /// <summary>Where the first place lies in the first channel of the image that is written.</summary>
    public readonly float* Target = target;
}
