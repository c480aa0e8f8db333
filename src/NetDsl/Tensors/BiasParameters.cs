namespace NetDsl;

/// <summary>What a decoder learns whose weights are the encoder's.</summary>
/// <param name="Bias">[units], or [filters]</param>
public readonly record struct BiasParameters(ParameterTensor Bias)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Bias];
}
