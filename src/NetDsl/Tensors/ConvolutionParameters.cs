namespace NetDsl;

/// <summary>What a convolution learns.</summary>
/// <param name="Weights">[filters, channels, window height, window width]; in one dimension
/// [filters, channels, window]. With groups, the channels of one group.</param>
/// <param name="Bias">[filters]</param>
public readonly record struct ConvolutionParameters(ParameterTensor Weights, ParameterTensor Bias)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Weights, Bias];
}
