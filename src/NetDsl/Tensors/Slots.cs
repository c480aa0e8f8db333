namespace NetDsl;

/// <summary>Where a parameter tensor lies: floats from the start of the parameters.</summary>
public readonly record struct ParameterSlot(int Offset, int Size);

/// <summary>
/// Where an activation lies, in floats for each image of a batch: with room for n images, the tensor of the whole batch
/// [n, Size] starts at n · <paramref name="Offset"/>. Offsets are multiples of 16 floats, so every tensor starts on a
/// cache line.
/// </summary>
public readonly record struct ActivationSlot(int Offset, int Size);
