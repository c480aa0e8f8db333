namespace NetDsl;

/// <summary>What a stage asks of its updates beside the optimizer, for one network: a table of stretches of its
/// parameters, so that an update stays one pass.</summary>
internal sealed class UpdateRules
{
    private readonly ModelLayout layout;
    private readonly Stage stage;

    private UpdateRules(Stage stage, ModelLayout layout)
    {
        (this.stage, this.layout) = (stage, layout);
        Tasks = Cut(16_384);
    }

    public Clipping? Clip => stage.Clip;

    /// <summary>All that is learnt, cut into tasks of some ten thousand floats.</summary>
    public UpdateTask[] Tasks { get; }

    /// <summary>Null where the optimizer alone says it all.</summary>
    /// <exception cref="ScheduleException">A rule names a layer that the network has not.</exception>
    public static UpdateRules? Of(Stage stage, ModelLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stage.Accumulate, 1, nameof(stage));
        foreach (string name in stage.Layers.SelectMany(rule => rule.Layers))
        {
            if (!Array.Exists(layout.Layers, layer => layer.Name == name))
            {
                throw new ScheduleException(
                    $"stage {stage.Name} has a rule for layer {name}, but the network {layout.Name} has no such layer; "
                    + $"it has {string.Join(", ", layout.Layers.Select(layer => layer.Name))}");
            }
        }

        bool isPlain = stage is { Clip: null, MaximalNorm: null, Accumulate: 1, Layers.Length: 0, Optimizer.L1: 0 };
        return isPlain ? null : new UpdateRules(stage, layout);
    }

    /// <summary>All that is learnt, cut into stretches of at most so many floats, and of at least a row where rows have a
    /// norm to keep.</summary>
    public UpdateTask[] Cut(int most)
    {
        var tasks = new List<UpdateTask>();
        foreach (UpdateTask stretch in Stretches())
        {
            int row = Math.Max(1, stretch.Factors.Row);
            int size = Math.Max(1, most / row) * row;
            for (int done = 0; done < stretch.Count; done += size)
            {
                tasks.Add(new(stretch.First + done, Math.Min(size, stretch.Count - done), stretch.Factors));
            }
        }

        return [.. tasks];
    }

    /// <summary>Tensors in their order; neighbours that are alike, and the gap between them, are one stretch.</summary>
    private List<UpdateTask> Stretches()
    {
        var stretches = new List<UpdateTask>();
        foreach (ParameterLayout parameter in layout.Parameters.Where(one => one.Offset < layout.LearntFloats))
        {
            UpdateFactors factors = FactorsOf(parameter);
            int end = parameter.Offset + parameter.Shape.Count;
            if (factors.Row == 0 && stretches.Count > 0 && stretches[^1].Factors == factors)
            {
                int first = stretches[^1].First;
                stretches[^1] = new(first, end - first, factors);
            }
            else
            {
                stretches.Add(new(parameter.Offset, end - parameter.Offset, factors));
            }
        }

        return stretches;
    }

    private UpdateFactors FactorsOf(ParameterLayout parameter)
    {
        string layer = parameter.Name[..parameter.Name.LastIndexOf('.')];
        LayerRule[] rules = Array.FindAll(stage.Layers, rule => rule.Layers.Contains(layer));
        float rate = rules.LastOrDefault(rule => rule.RateFactor is not null)?.RateFactor ?? 1;
        if (parameter.Offset >= layout.DecayedFloats)
        {
            return new(rate, Decay: 0, L1: 0, Row: 0, MaximalNorm: 0);
        }

        float decay = rules.LastOrDefault(rule => rule.Decay is not null)?.Decay ?? stage.Optimizer.Decay;
        float l1 = rules.LastOrDefault(rule => rule.L1 is not null)?.L1 ?? stage.Optimizer.L1;
        float norm = rules.LastOrDefault(rule => rule.MaximalNorm is not null)?.MaximalNorm ?? stage.MaximalNorm ?? 0;
        return new(rate, decay, l1, norm > 0 ? parameter.Shape.Count / parameter.Shape.Sizes[0] : 0, norm);
    }
}
