using System.Text.Json;

namespace NetDsl;

/// <summary>Checkpoints as safetensors files: the parameters under their names, what else there is beside them, and the
/// position in the metadata.</summary>
internal static class CheckpointFile
{
    private const string StateKey = "run";
    private const string BestName = "best";
    private const string AccumulatedName = "accumulated";
    private const string OptimizerPrefix = "optimizer.";

    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    internal static void Save(Checkpoint checkpoint, string path)
    {
        var metadata = new Dictionary<string, string>
        {
            [ModelWeights.NetworkKey] = checkpoint.Network,
            [ModelWeights.KindKey] = ModelWeights.CheckpointKind,
            [StateKey] = CheckpointState.ToJson(checkpoint),
        };
        List<WeightTensor> tensors = [.. checkpoint.Parameters.Tensors];
        for (int i = 0; i < checkpoint.OptimizerStates.Length; i++)
        {
            tensors.Add(Flat($"{OptimizerPrefix}{i}", checkpoint.OptimizerStates[i]));
        }

        if (checkpoint.Accumulated is { } accumulated)
        {
            tensors.Add(Flat(AccumulatedName, accumulated));
        }

        if (checkpoint.BestParameters is { } best)
        {
            tensors.Add(Flat(BestName, best));
        }

        try
        {
            SafetensorsWriter.Write(path, new(metadata, [.. tensors]));
        }
        catch (WeightsException exception)
        {
            throw new CheckpointException(exception.Message, exception);
        }
    }

    /// <exception cref="CheckpointException">The file is missing, damaged or no checkpoint.</exception>
    internal static Checkpoint Load(string path)
    {
        try
        {
            SafetensorsContent content = SafetensorsReader.Read(path);
            if (content.Metadata.GetValueOrDefault(ModelWeights.KindKey) != ModelWeights.CheckpointKind
                || !content.Metadata.TryGetValue(StateKey, out string? state))
            {
                throw new CheckpointException($"{path}: is not a training run's checkpoint; load weights with Load");
            }

            WeightTensor[] optimizer =
            [
                .. content.Tensors
                    .Where(tensor => tensor.Name.StartsWith(OptimizerPrefix, StringComparison.Ordinal))
                    .OrderBy(tensor => tensor.Name, StringComparer.Ordinal),
            ];
            WeightTensor? best = Array.Find(content.Tensors, tensor => tensor.Name == BestName);
            WeightTensor? accumulated = Array.Find(content.Tensors, tensor => tensor.Name == AccumulatedName);
            WeightTensor[] parameters =
            [
                .. content.Tensors.Except(optimizer).Where(tensor => tensor != best && tensor != accumulated),
            ];
            return CheckpointState.FromJson(state) with
            {
                OptimizerStates = Array.ConvertAll(optimizer, tensor => tensor.Values.ToArray()),
                Accumulated = accumulated?.Values.ToArray(),
                BestParameters = best?.Values.ToArray(),
                Parameters = new(new Dictionary<string, string>(), parameters),
            };
        }
        catch (WeightsException exception)
        {
            throw new CheckpointException(exception.Message, exception);
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CheckpointException(
                $"{path}: its description of the run is damaged ({exception.Message})", exception);
        }
    }

    private static WeightTensor Flat(string name, float[] values) => new(name, new Shape(values.Length), values);
}
