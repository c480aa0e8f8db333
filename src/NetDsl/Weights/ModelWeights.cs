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
        SafetensorsWriter.Write(path, new(metadata, Tensors(model.ModelLayout, model.ReadParameters().ToArray())));
    }

    /// <param name="except">Layers that keep their values.</param>
    /// <param name="ofAnyNetwork">Whether a file of another network is taken, where its tensors fit.</param>
    /// <exception cref="WeightsException">Nothing was loaded.</exception>
    internal static LoadReport Load(Model model, string path, LayerNames except, bool ofAnyNetwork)
    {
        SafetensorsContent content = SafetensorsReader.Read(path);
        try
        {
            if (content.Metadata.GetValueOrDefault(KindKey) == CheckpointKind)
            {
                throw new WeightsException(
                    "is a training run's checkpoint, not a weight file: resume that run with it");
            }

            float[] parameters = model.ReadParameters().ToArray();
            WeightMatch match = Gather(model.ModelLayout, content, except, ofAnyNetwork, parameters);
            model.WriteParameters(parameters);
            return new LoadReport(
                Path.GetFullPath(path), content.Metadata.GetValueOrDefault(NetworkKey), match.Tensors);
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
        Gather(layout, content, LayerNames.None(layout), ofAnyNetwork: false, parameters);

    /// <summary>The tensors that files have.</summary>
    internal static ParameterLayout[] Stored(ModelLayout layout) =>
        Array.FindAll(layout.Parameters, parameter => parameter.Kind != ParameterKind.Fixed);

    private static WeightMatch Gather(
        ModelLayout layout, SafetensorsContent content, LayerNames except, bool ofAnyNetwork, Span<float> parameters)
    {
        if (!ofAnyNetwork && content.Metadata.TryGetValue(NetworkKey, out string? network) && network != layout.Name)
        {
            throw new WeightsException($"holds network {network}, not {layout.Name}");
        }

        var match = new WeightMatch(layout, content, except);
        match.RequireFit();
        match.CopyTo(parameters);
        return match;
    }
}
