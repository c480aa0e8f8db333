namespace NetDsl;

/// <summary>What a dense layer or convolution without a bias learns.</summary>
/// <param name="Weights">[units, inputs], or [filters, channels, window height, window width].</param>
public readonly record struct WeightParameters(ParameterTensor Weights)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Weights];
}
