namespace NetDsl;

/// <summary>Where a parameter tensor lies: floats from the start of the parameters.</summary>
public readonly record struct ParameterSlot(int Offset, int Size);

/// <summary>
/// Where an activation lies, in floats for each image of a batch: with room for n images, the tensor of the whole batch
/// [n, Size] starts at n · Offset + Start, and its images are Stride apart. Offsets are multiples of 16 floats, so a
/// tensor with a place of its own starts on a cache line; one that is part of another (a branch of a concatenation) need
/// not.
/// </summary>
public readonly record struct ActivationSlot
{
    /// <summary>A tensor with a place of its own: its images lie one after the other.</summary>
    public ActivationSlot(int Offset, int Size)
        : this(Offset, Size, Size, 0)
    {
    }

    /// <summary>A part of a tensor of <paramref name="Stride"/> values an image, from its value
    /// <paramref name="Start"/> on.</summary>
    public ActivationSlot(int Offset, int Size, int Stride, int Start) =>
        (this.Offset, this.Size, this.Stride, this.Start) = (Offset, Size, Stride, Start);

    /// <summary>Of the place, in floats for each image.</summary>
    public int Offset { get; }

    /// <summary>Values of one image.</summary>
    public int Size { get; }

    /// <summary>Floats from one image to the next.</summary>
    public int Stride { get; }

    /// <summary>Floats from the place's start to the first image.</summary>
    public int Start { get; }
}
