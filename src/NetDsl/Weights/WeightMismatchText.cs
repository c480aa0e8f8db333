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

        return string.Join("; ", parts);
    }

    private static string Tensors(LoadedTensor[] tensors) => tensors.Length == 1 ? "tensor" : "tensors";

    private static string List(LoadedTensor[] tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {tensor.InNetwork ?? tensor.InFile}"));
}
