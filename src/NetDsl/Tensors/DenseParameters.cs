namespace NetDsl;

/// <summary>What a dense layer learns.</summary>
/// <param name="Weights">[units, inputs]</param>
/// <param name="Bias">[units]</param>
public readonly record struct DenseParameters(ParameterTensor Weights, ParameterTensor Bias)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Weights, Bias];
}
