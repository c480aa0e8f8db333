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

    internal static void Load(Model model, string path)
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
            Gather(model.ModelLayout, content, parameters);
            model.WriteParameters(parameters);
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
    internal static void Gather(ModelLayout layout, SafetensorsContent content, Span<float> parameters)
    {
        if (content.Metadata.TryGetValue(NetworkKey, out string? network) && network != layout.Name)
        {
            throw new WeightsException($"holds network {network}, not {layout.Name}");
        }

        Dictionary<string, WeightTensor> tensors = content.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (ParameterLayout parameter in Stored(layout))
        {
            if (!tensors.Remove(parameter.Name, out WeightTensor? tensor))
            {
                throw new WeightsException(
                    $"has no tensor {parameter.Name} {parameter.Shape}, which {layout.Name} needs");
            }

            if (!tensor.Shape.Equals(parameter.Shape))
            {
                throw new WeightsException(
                    $"tensor {parameter.Name} is {tensor.Shape}, but {layout.Name} has {parameter.Shape} there");
            }

            tensor.Values.Span.CopyTo(parameters.Slice(parameter.Offset, tensor.Values.Length));
        }

        if (tensors.Values.FirstOrDefault() is { } extra)
        {
            throw new WeightsException(
                $"has a tensor {extra.Name} {extra.Shape}, which {layout.Name} has not; it is of another network");
        }
    }

    private static ParameterLayout[] Stored(ModelLayout layout) =>
        Array.FindAll(layout.Parameters, parameter => parameter.Kind != ParameterKind.Fixed);
}
