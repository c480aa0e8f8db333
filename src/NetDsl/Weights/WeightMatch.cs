namespace NetDsl;

/// <summary>A file's tensors beside those of a network: which fit, and what is wrong with the others.</summary>
internal sealed class WeightMatch
{
    private readonly ModelLayout layout;
    private readonly Dictionary<string, WeightTensor> inFile;
    private readonly List<ParameterLayout> taken = [];
    private readonly List<LoadedTensor> wrong = [];

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
            Add(extra, !except.Contains(tensor.Name) && !tensor.IsOfWholeNumbers);
        }
    }

    internal List<LoadedTensor> Tensors { get; } = [];

    /// <summary>Whether all that should be there is, in the right shapes, and nothing else.</summary>
    internal bool Fits => wrong.Count == 0;

    /// <summary>What does not fit.</summary>
    internal string Mismatch => WeightMismatchText.Describe(layout.Name, wrong);

    /// <exception cref="WeightsException">Something does not fit, or values are of another type than 32-bit floats,
    /// infinite or not a number; the message names all of it.</exception>
    internal void RequireFit()
    {
        string[] faults =
        [
            .. Fits ? [] : new[] { Mismatch },
            .. taken.Select(parameter => WeightMismatchText.FaultOf(inFile[parameter.Name])).OfType<string>(),
        ];
        if (faults.Length > 0)
        {
            throw new WeightsException(string.Join("; ", faults));
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
            wrong.Add(tensor);
        }
    }
}
