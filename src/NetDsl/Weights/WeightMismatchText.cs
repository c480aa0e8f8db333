namespace NetDsl;

/// <summary>What does not fit between a weight file and a network, in a sentence for each kind.</summary>
internal static class WeightMismatchText
{
    internal static string Describe(string network, IReadOnlyList<LoadedTensor> wrong)
    {
        LoadedTensor[] missing = [.. wrong.Where(tensor => tensor.InFile is null)];
        LoadedTensor[] mismatched = [.. wrong.Where(tensor => tensor is { InFile: not null, InNetwork: not null })];
        LoadedTensor[] extra = [.. wrong.Where(tensor => tensor.InNetwork is null)];
        var parts = new List<string>();
        if (missing.Length > 0)
        {
            parts.Add($"has no {Tensors(missing)} {List(missing)}, which {network} needs");
        }

        parts.AddRange(mismatched.Select(tensor =>
            $"tensor {tensor.Name} is {tensor.InFile}, but {network} has {tensor.InNetwork} there"));
        if (extra.Length > 0)
        {
            string article = extra.Length == 1 ? "a " : "";
            parts.Add(
                $"has {article}{Tensors(extra)} {List(extra)}, which {network} has not; it is of another network");
        }

        string[] own = [.. missing.Concat(mismatched).Select(tensor => LayerNames.LayerOf(tensor.Name)).Distinct()];
        if (own.Length > 0)
        {
            parts.Add(
                "to take the other layers from it, as before training a new head, leave out " +
                $"{string.Join(", ", own)} with except");
        }

        return string.Join("; ", parts);
    }

    /// <summary>Why the values of a tensor cannot be taken; null: they can.</summary>
    internal static string? FaultOf(WeightTensor tensor)
    {
        if (tensor.Type != WeightTensor.Float32)
        {
            return $"tensor {tensor.Name} is of type {tensor.Type}; only F32 is read: convert it to 32-bit floats";
        }

        ReadOnlySpan<float> values = tensor.Values.Span;
        int count = 0;
        int first = 0;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (!float.IsFinite(values[i]))
            {
                (count, first) = (count + 1, i);
            }
        }

        if (count == 0 && tensor.Name.EndsWith(".running_var", StringComparison.Ordinal) && values.ContainsAnyInRange(
            float.MinValue, -float.Epsilon))
        {
            return $"tensor {tensor.Name} has negative values, which no variance has: another tensor is meant, or the file is " +
                "damaged";
        }

        return count == 0 ? null : FormattableString.Invariant(
            $"tensor {tensor.Name} has {count:N0} of {values.Length:N0} values infinite or not a number, the first ") +
            FormattableString.Invariant($"({values[first]}) at index {first}: what wrote it had diverged");
    }

    private static string Tensors(LoadedTensor[] tensors) => tensors.Length == 1 ? "tensor" : "tensors";

    private static string List(LoadedTensor[] tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {tensor.InNetwork ?? tensor.InFile}"));
}
