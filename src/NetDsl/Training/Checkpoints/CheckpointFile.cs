using System.Text.Json;

namespace NetDsl;

/// <summary>Checkpoints as safetensors files: the parameters under their names, what else there is beside them, and the
/// position in the metadata.</summary>
internal static class CheckpointFile
{
    private const string StateKey = "run";
    private const string BestName = "best";
    private const string AccumulatedName = "accumulated";
    private const string OptimizerPrefix = "optimizer:";
    private const string StageName = "stage";
    private const string StagePrefix = "stage:";

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

        if (checkpoint.StageNetwork is { } stage)
        {
            tensors.Add(Flat(StageName, stage));
        }

        tensors.AddRange(checkpoint.StageParameters.Select(own => own with { Name = StagePrefix + own.Name }));
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

            if (!content.IsChecked)
            {
                throw new CheckpointException(
                    $"{path}: has no checksum, as those of earlier versions: finish it with the version that saved it, or " +
                    "start anew");
            }

            List<WeightTensor> tensors = [.. content.Tensors];
            WeightTensor[] optimizer = Take(tensors, OptimizerPrefix);
            WeightTensor[] own = Take(tensors, StagePrefix);
            float[]? stage = TakeFlat(tensors, StageName);
            float[]? best = TakeFlat(tensors, BestName);
            float[]? accumulated = TakeFlat(tensors, AccumulatedName);
            return CheckpointState.FromJson(state) with
            {
                OptimizerStates = Array.ConvertAll(optimizer, tensor => tensor.Values.ToArray()),
                Accumulated = accumulated,
                BestParameters = best,
                StageNetwork = stage,
                StageParameters = Array.ConvertAll(
                    own, tensor => tensor with { Name = tensor.Name[StagePrefix.Length..] }),
                Parameters = new(new Dictionary<string, string>(), [.. tensors]),
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
                $"{path}: its description of the run cannot be read ({exception.Message}): it is of another version; start anew", exception);
        }
    }

    /// <summary>Removes those whose names begin so, in the order of their names.</summary>
    private static WeightTensor[] Take(List<WeightTensor> tensors, string prefix)
    {
        WeightTensor[] taken = [.. tensors
            .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        tensors.RemoveAll(taken.Contains);
        return taken;
    }

    private static float[]? TakeFlat(List<WeightTensor> tensors, string name)
    {
        WeightTensor? found = tensors.Find(tensor => tensor.Name == name);
        return found is not null && tensors.Remove(found) ? found.Values.ToArray() : null;
    }

    private static WeightTensor Flat(string name, float[] values) => new(name, new Shape(values.Length), values);
}
