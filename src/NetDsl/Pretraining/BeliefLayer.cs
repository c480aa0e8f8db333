namespace NetDsl;

/// <summary>One restricted Boltzmann machine of a <see cref="DeepBeliefNetwork"/>.</summary>
/// <param name="Weights">[hidden, visible]</param>
/// <param name="Bias">[hidden]</param>
/// <param name="VisibleBias">[visible]</param>
internal sealed record BeliefLayer(string Name, float[] Weights, float[] Bias, float[] VisibleBias, bool IsGaussian)
{
    private const string WeightEnding = ".weight";

    // visible units of any value have no third measure
    private const int GaussianMeasures = 2;

    public int VisibleUnits => VisibleBias.Length;

    public int HiddenUnits => Bias.Length;

    /// <param name="layout">Of what the stage trains.</param>
    /// <exception cref="InvalidOperationException">No run has trained it in this model.</exception>
    public static BeliefLayer Of(Model model, string stage, ModelLayout layout)
    {
        float[] values = StageValues.Learnt(model, layout, stage);
        ParameterLayout weights = Array.Find(
            layout.Parameters, parameter => parameter.Name.EndsWith(WeightEnding, StringComparison.Ordinal))!;
        string name = weights.Name[..^WeightEnding.Length];
        return new BeliefLayer(
            name,
            Read(layout, values, weights.Name, weights.Shape.Count),
            Read(layout, values, name + ".bias", weights.Shape.Sizes[0]),
            Read(layout, values, name + ".visible.bias", weights.Shape.Sizes[1]),
            IsGaussian: layout.OutputSize == GaussianMeasures);
    }

    /// <summary>Zeros where a layer has no bias.</summary>
    private static float[] Read(ModelLayout layout, float[] values, string name, int count) =>
        Array.Find(layout.Parameters, parameter => parameter.Name == name) is { } found
            ? values.AsSpan(found.Offset, count).ToArray()
            : new float[count];
}
