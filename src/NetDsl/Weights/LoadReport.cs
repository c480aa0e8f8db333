namespace NetDsl;

/// <summary>What a weight file gave a network, tensor by tensor.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Network">The network that the file says it is of; null where it does not say.</param>
/// <param name="Tensors">Those of the network in its order, then those that only the file has.</param>
public sealed record LoadReport(string Path, string? Network, IReadOnlyList<LoadedTensor> Tensors)
{
    /// <summary>What else is to be known, a sentence each: classes that had other names when the file was
    /// saved.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Those that were loaded, or are new, skipped or mismatched.</summary>
    public IEnumerable<LoadedTensor> Of(LoadOutcome outcome) => Tensors.Where(tensor => tensor.Outcome == outcome);

    /// <summary>How many were loaded, and the names and shapes of the others, in one line.</summary>
    public override string ToString() => string.Join("; ", LoadText.Lines(this));
}

/// <summary>One tensor of a network or of a weight file.</summary>
/// <param name="Name">As in weight files: <c>fc8.weight</c>.</param>
/// <param name="InNetwork">Its shape in the network; null where the network has none of that name.</param>
/// <param name="InFile">Its shape in the file; null where the file has none of that name.</param>
public sealed record LoadedTensor(string Name, LoadOutcome Outcome, Shape? InNetwork, Shape? InFile);

/// <summary>What loading did with a tensor.</summary>
public enum LoadOutcome
{
    /// <summary>The network has the file's values.</summary>
    Loaded,

    /// <summary>The file has none of that name: the network keeps the values that it had.</summary>
    New,

    /// <summary>The file's values were not taken: the network has no such tensor, or keeps its own. Whole numbers that
    /// only the file has, such as PyTorch's <c>num_batches_tracked</c>, are no weights and always skipped.</summary>
    Skipped,

    /// <summary>The two have different shapes: the network keeps the values that it had.</summary>
    Mismatched,
}
