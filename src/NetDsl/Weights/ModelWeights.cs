namespace NetDsl;

/// <summary>A network's weights, biases and running statistics as a file, and back.</summary>
internal static class ModelWeights
{
    internal const string NetworkKey = "network";
    internal const string KindKey = "kind";
    internal const string CheckpointKind = "checkpoint";

    internal static void Save(Model model, string path)
    {
        var metadata = new Dictionary<string, string> { [NetworkKey] = model.ModelLayout.Name, [KindKey] = "weights" };
        LabelMatch.Write(model.ModelLayout, metadata);
        SafetensorsWriter.Write(path, new(metadata, Tensors(model.ModelLayout, model.ReadParameters().ToArray())));
    }

    /// <param name="except">Layers that keep their values.</param>
    /// <param name="network">The network whose file it must be, if it says whose it is; null: any, where its tensors
    /// fit.</param>
    /// <exception cref="WeightsException">Nothing was loaded.</exception>
    internal static LoadReport Load(Model model, string path, LayerNames except, string? network)
    {
        SafetensorsContent content = SafetensorsReader.Read(path);
        ModelLayout layout = model.ModelLayout;
        try
        {
            if (content.Metadata.GetValueOrDefault(KindKey) == CheckpointKind)
            {
                throw new WeightsException(
                    "is a training run's checkpoint, not a weight file: resume that run with it");
            }

            var match = new WeightMatch(layout, content, except);
            string? found = content.Metadata.GetValueOrDefault(NetworkKey);
            CheckNetwork(layout, match, found, network);
            string[] notes = LabelMatch.Compare(layout, content.Metadata, except);
            float[] parameters = model.ReadParameters().ToArray();
            Take(match, parameters, match.Fits ? null : LabelMatch.Changed(layout, content.Metadata));
            model.WriteParameters(parameters);
            return new LoadReport(Path.GetFullPath(path), found, match.Tensors) { Notes = notes };
        }
        catch (WeightsException exception)
        {
            throw new WeightsException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The tensors that lie in an arena of parameters, without those that the network's file fixes.</summary>
    internal static WeightTensor[] Tensors(ModelLayout layout, ReadOnlyMemory<float> parameters) =>
        Array.ConvertAll(Stored(layout), parameter => new WeightTensor(
            parameter.Name, parameter.Shape, parameters.Slice(parameter.Offset, parameter.Shape.Count)));

    /// <summary>Puts a file's tensors where the network has them; fixed ones stay as they are.</summary>
    /// <exception cref="WeightsException">They are not the network's.</exception>
    internal static void Gather(ModelLayout layout, SafetensorsContent content, Span<float> parameters) =>
        Take(new WeightMatch(layout, content, LayerNames.None(layout)), parameters);

    /// <summary>The tensors that files have.</summary>
    internal static ParameterLayout[] Stored(ModelLayout layout) =>
        Array.FindAll(layout.Parameters, parameter => parameter.Kind != ParameterKind.Fixed);

    /// <param name="reason">Why something does not fit, where that is known.</param>
    private static void Take(WeightMatch match, Span<float> parameters, string? reason = null)
    {
        try
        {
            match.RequireFit();
        }
        catch (WeightsException exception) when (reason is not null)
        {
            throw new WeightsException($"{exception.Message}; {reason}", exception);
        }

        match.CopyTo(parameters);
    }

    private static void CheckNetwork(ModelLayout layout, WeightMatch match, string? found, string? expected)
    {
        if (found is null || expected is null || found == expected)
        {
            return;
        }

        string message = $"holds network {found}, not {expected}";
        throw new WeightsException(expected != layout.Name ? message
            : match.Fits
                ? $"{message}; its tensors fit: if {layout.Name} is that network under a new name, say so with " +
                  $"Load(path, renamedFrom: \"{found}\")"
                : $"{message}: {match.Mismatch}");
    }
}
