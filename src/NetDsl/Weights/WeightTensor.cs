namespace NetDsl;

/// <summary>A named tensor of a weight file.</summary>
/// <param name="Values">Row-major.</param>
internal sealed record WeightTensor(string Name, Shape Shape, ReadOnlyMemory<float> Values);
