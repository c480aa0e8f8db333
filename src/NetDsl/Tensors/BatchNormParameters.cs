namespace NetDsl;

/// <summary>What a batch normalisation learns, and the statistics that it keeps for inference.</summary>
/// <param name="Scale">[channels]; starts at 1.</param>
/// <param name="Shift">[channels]; starts at 0.</param>
/// <param name="RunningMean">[channels]: an average of the batches' means; starts at 0.</param>
/// <param name="RunningVariance">[channels]: an average of the batches' variances, as estimates of that of all data;
/// starts at 1.</param>
public readonly record struct BatchNormParameters(
    ParameterTensor Scale, ParameterTensor Shift, ParameterTensor RunningMean, ParameterTensor RunningVariance)
    : ILayerParameters
{
    IReadOnlyList<ParameterTensor> ILayerParameters.Tensors => [Scale, Shift, RunningMean, RunningVariance];
}
