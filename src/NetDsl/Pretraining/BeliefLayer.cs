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
        ParameterLayout weights = Array.Find(
            layout.Parameters, parameter => parameter.Name.EndsWith(WeightEnding, StringComparison.Ordinal))!;
        string name = weights.Name[..^WeightEnding.Length];
        var bias = new float[weights.Shape.Sizes[0]];
        if (Array.Exists(layout.Parameters, parameter => parameter.Name == name + ".bias"))
        {
            bias = Read(model, name + ".bias");
        }

        var visibleBias = new float[weights.Shape.Sizes[1]];
        if (!model.StageParameters.TryCopy($"{name}.visible.bias", new Shape(visibleBias.Length), visibleBias))
        {
            throw new InvalidOperationException(
                $"The stage {stage} has not run in this model: its visible biases are in no weight file, only in a run.");
        }

        bool isGaussian = layout.OutputSize == GaussianMeasures;
        return new BeliefLayer(name, Read(model, weights.Name), bias, visibleBias, isGaussian);
    }

    private static float[] Read(Model model, string name)
    {
        ParameterLayout layout = Array.Find(model.ModelLayout.Parameters, parameter => parameter.Name == name)
            ?? throw new InvalidOperationException($"{model.ModelLayout.Name} has no parameter {name}");
        return model.ReadParameters().Slice(layout.Offset, layout.Shape.Count).ToArray();
    }
}
