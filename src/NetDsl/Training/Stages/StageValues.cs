namespace NetDsl;

/// <summary>The values of a stage's network: the model's where it has a parameter of the same name and shape, else those
/// that stages have learnt beside them.</summary>
internal static class StageValues
{
    /// <summary>What training starts from: where neither has any, what the seed draws.</summary>
    internal static float[] First(Model model, ModelLayout layout, ulong seed)
    {
        var values = new float[layout.ParameterFloats];
        ParameterInitializer.Initialize(layout, seed, values);
        ReadOnlySpan<float> parameters = model.ReadParameters();
        foreach (ParameterLayout own in Changeable(layout))
        {
            TryCopy(model, parameters, own, values.AsSpan(own.Offset, own.Shape.Count));
        }

        return values;
    }

    /// <summary>What runs have left.</summary>
    /// <param name="stage">In the message.</param>
    /// <exception cref="InvalidOperationException">Of a parameter there is no value: the stage has not run in this
    /// model.</exception>
    internal static float[] Learnt(Model model, ModelLayout layout, string stage)
    {
        var values = new float[layout.ParameterFloats];
        ParameterInitializer.Initialize(layout, seed: 0, values);
        ReadOnlySpan<float> parameters = model.ReadParameters();
        foreach (ParameterLayout own in Changeable(layout))
        {
            if (!TryCopy(model, parameters, own, values.AsSpan(own.Offset, own.Shape.Count)))
            {
                throw new InvalidOperationException(
                    $"The stage {stage} has not run in this model: its {own.Name} is in no weight file, only in a run.");
            }
        }

        return values;
    }

    /// <summary>The model's parameter that a stage's network shares; null: the stage's own.</summary>
    internal static ParameterLayout? Shared(Model model, ParameterLayout own) => Array.Find(
        model.ModelLayout.Parameters, shared => shared.Name == own.Name && shared.Shape.Equals(own.Shape));

    /// <summary>All but what the network's file states.</summary>
    internal static ParameterLayout[] Changeable(ModelLayout layout) =>
        Array.FindAll(layout.Parameters, parameter => parameter.Kind != ParameterKind.Fixed);

    private static bool TryCopy(
        Model model, ReadOnlySpan<float> parameters, ParameterLayout own, Span<float> destination)
    {
        if (Shared(model, own) is not { } shared)
        {
            return model.StageParameters.TryCopy(own.Name, own.Shape, destination);
        }

        parameters.Slice(shared.Offset, destination.Length).CopyTo(destination);
        return true;
    }
}
