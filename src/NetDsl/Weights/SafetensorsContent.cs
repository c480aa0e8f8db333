namespace NetDsl;

/// <summary>What a safetensors file holds.</summary>
internal sealed record SafetensorsContent(IReadOnlyDictionary<string, string> Metadata, WeightTensor[] Tensors);
