namespace NetDsl;

/// <summary>What a convolution learns whose weights are not shared.</summary>
/// <param name="Weights">[filters · output height · output width, channels, window height, window width]; in one
/// dimension [filters · output length, channels, window].</param>
/// <param name="Bias">[filters · output height · output width]</param>
public readonly record struct LocalParameters(ParameterTensor Weights, ParameterTensor Bias)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Weights, Bias];
}
