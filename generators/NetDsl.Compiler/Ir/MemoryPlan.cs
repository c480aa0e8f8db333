using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>Where each tensor of a program lies in its arena.</summary>
/// <param name="Floats">The arena's size for each image of a batch.</param>
public sealed record MemoryPlan(EquatableArray<Slot> Slots, int Floats);

/// <summary>A tensor's place, or its part of one.</summary>
/// <param name="Offset">The place's, in floats for each image of a batch; a multiple of 16.</param>
/// <param name="Size">Values of one image.</param>
/// <param name="Stride">Values of the place for one image: more than <paramref name="Size"/> where it is a part.</param>
/// <param name="Start">Where in the place an image's values begin.</param>
public sealed record Slot(int Tensor, int Offset, int Size, int Stride, int Start)
{
    /// <summary>Whether writing one changes the other.</summary>
    public bool Meets(Slot other) => Offset == other.Offset && Stride == other.Stride
        ? Start < other.Start + other.Size && other.Start < Start + Size
        : Offset < other.Offset + other.Stride && other.Offset < Offset + Stride;
}
