using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>Where each tensor of a program lies in its arena.</summary>
/// <param name="Floats">The arena's size for each image of a batch.</param>
public sealed record MemoryPlan(EquatableArray<Slot> Slots, int Floats);

/// <summary>A tensor's place.</summary>
/// <param name="Offset">In floats for each image of a batch; a multiple of 16.</param>
/// <param name="Size">Values of one image.</param>
/// <param name="First">The first operation that uses the place, for any tensor that lies there as this one does.</param>
/// <param name="Last">The last such operation.</param>
/// <param name="Place">Tensors of one place, one after the other in it, have the same number.</param>
public sealed record Slot(int Tensor, int Place, int Offset, int Size, int First, int Last)
{
    /// <summary>Whether the two would overwrite each other.</summary>
    public bool Collides(Slot other) =>
        Place != other.Place
        && First <= other.Last && other.First <= Last
        && Offset < other.Offset + other.Size && other.Offset < Offset + Size;
}
