namespace NetDsl;

/// <summary>What a safetensors file holds.</summary>
internal sealed record SafetensorsContent(IReadOnlyDictionary<string, string> Metadata, WeightTensor[] Tensors)
{
    /// <summary>Whether the file had a checksum, which was right.</summary>
    internal bool IsChecked { get; init; }
}
