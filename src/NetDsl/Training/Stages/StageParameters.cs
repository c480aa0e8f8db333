namespace NetDsl;

/// <summary>What stages have learnt beside the network's own parameters, by name: a later stage that has a parameter of
/// the same name and shape starts from it.</summary>
internal sealed class StageParameters
{
    private readonly SortedDictionary<string, WeightTensor> tensors = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<WeightTensor> All => tensors.Values;

    internal void Set(string name, Shape shape, ReadOnlySpan<float> values) =>
        tensors[name] = new WeightTensor(name, shape, values.ToArray());

    /// <summary>Replaces all.</summary>
    internal void Reset(IEnumerable<WeightTensor> values)
    {
        tensors.Clear();
        foreach (WeightTensor tensor in values)
        {
            tensors[tensor.Name] = tensor;
        }
    }

    /// <returns>False where there is none of the name and shape.</returns>
    internal bool TryCopy(string name, Shape shape, Span<float> destination)
    {
        if (!tensors.TryGetValue(name, out WeightTensor? tensor) || !tensor.Shape.Equals(shape))
        {
            return false;
        }

        tensor.Values.Span.CopyTo(destination);
        return true;
    }
}
