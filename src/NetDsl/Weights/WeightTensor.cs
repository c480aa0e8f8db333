namespace NetDsl;

/// <summary>A named tensor of a weight file.</summary>
/// <param name="Values">Row-major; empty where the file has them in another type than 32-bit floats, or more than an
/// array holds.</param>
internal sealed record WeightTensor(string Name, Shape Shape, ReadOnlyMemory<float> Values)
{
    internal const string Float32 = "F32";

    /// <summary>The values' type, as safetensors files name it.</summary>
    internal string Type { get; init; } = Float32;

    /// <summary>Whether its values are whole numbers or booleans: what counts or indexes, and is no weight, such as
    /// PyTorch's <c>num_batches_tracked</c>.</summary>
    internal bool IsOfWholeNumbers =>
        Type is "BOOL" or "U8" or "I8" or "U16" or "I16" or "U32" or "I32" or "U64" or "I64";
}
