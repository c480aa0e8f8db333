namespace NetDsl;

/// <summary>What a transposed convolution learns.</summary>
/// <param name="Weights">[channels, filters, window height, window width]; in one dimension
/// [channels, filters, window]. With groups, the filters of one group.</param>
/// <param name="Bias">[filters]</param>
public readonly record struct DeconvolutionParameters(ParameterTensor Weights, ParameterTensor Bias)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Weights, Bias];
}
