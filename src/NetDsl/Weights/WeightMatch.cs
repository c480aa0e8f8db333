namespace NetDsl;

/// <summary>A file's tensors beside those of a network: which fit, and what is wrong with the others.</summary>
internal sealed class WeightMatch
{
    private readonly ModelLayout layout;
    private readonly Dictionary<string, WeightTensor> inFile;
    private readonly List<ParameterLayout> taken = [];

    /// <param name="except">Layers that keep their values.</param>
    internal WeightMatch(ModelLayout layout, SafetensorsContent content, LayerNames except)
    {
        this.layout = layout;
        inFile = content.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (ParameterLayout parameter in ModelWeights.Stored(layout))
        {
            WeightTensor? tensor = inFile.GetValueOrDefault(parameter.Name);
            bool fits = tensor is not null && tensor.Shape.Equals(parameter.Shape);
            bool isLeftOut = except.Contains(parameter.Name);
            LoadOutcome outcome = tensor is null ? LoadOutcome.New
                : !fits ? LoadOutcome.Mismatched
                : isLeftOut ? LoadOutcome.Skipped
                : LoadOutcome.Loaded;
            Add(new LoadedTensor(parameter.Name, outcome, parameter.Shape, tensor?.Shape), !fits && !isLeftOut);
            if (outcome == LoadOutcome.Loaded)
            {
                taken.Add(parameter);
            }
        }

        HashSet<string> known = [.. ModelWeights.Stored(layout).Select(parameter => parameter.Name)];
        foreach (WeightTensor tensor in content.Tensors.Where(tensor => !known.Contains(tensor.Name)))
        {
            var extra = new LoadedTensor(tensor.Name, LoadOutcome.Skipped, null, tensor.Shape);
            Add(extra, !except.Contains(tensor.Name));
        }
    }

    internal List<LoadedTensor> Tensors { get; } = [];

    /// <summary>Those that should fit and do not.</summary>
    internal List<LoadedTensor> Wrong { get; } = [];

    /// <exception cref="WeightsException">Something does not fit; the message names all of it.</exception>
    internal void RequireFit()
    {
        if (Wrong.Count > 0)
        {
            throw new WeightsException(WeightMismatchText.Describe(layout.Name, Wrong));
        }
    }

    /// <summary>Puts the tensors that fit where the network has them.</summary>
    internal void CopyTo(Span<float> parameters)
    {
        foreach (ParameterLayout parameter in taken)
        {
            inFile[parameter.Name].Values.Span.CopyTo(parameters[parameter.Offset..]);
        }
    }

    private void Add(LoadedTensor tensor, bool isWrong)
    {
        Tensors.Add(tensor);
        if (isWrong)
        {
            Wrong.Add(tensor);
        }
    }
}
