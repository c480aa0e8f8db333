namespace NetDsl;

/// <summary>How a network of type <typeparamref name="TModel"/> is trained.</summary>
public sealed record Schedule<TModel>(string Name, ulong? Seed, int Batch, Stage[] Stages)
    : Schedule(Name, Seed, Batch, Stages);

/// <summary>How a network is trained: its stages run in order.</summary>
/// <param name="Seed">Decides shuffling and dropout; null: the model's own seed.</param>
/// <param name="Batch">Examples a step.</param>
public abstract record Schedule(string Name, ulong? Seed, int Batch, Stage[] Stages)
{
    /// <summary>A weight file that is loaded before the first stage; null: the model starts as it is.</summary>
    public WeightLoad? Load { get; init; }
}

/// <summary>One stage of a schedule.</summary>
public abstract record Stage(string Name, int Epochs);

/// <summary>Supervised training of the whole network.</summary>
public sealed record FineTuneStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Epochs)
{
    /// <summary>How gradients are cut; null: not at all.</summary>
    public Clipping? Clip { get; init; }

    /// <summary>After each update, the weights of a unit or filter whose norm is above this are scaled back to it
    /// (Srivastava et al. 2014); null: no limit. Biases are left alone.</summary>
    public float? MaximalNorm { get; init; }

    /// <summary>Batches that make one update, of the mean over all their examples. No update spans epochs: the last of
    /// an epoch is of the batches left. Rates are counted in updates.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>What holds in some layers only.</summary>
    public LayerRule[] Layers { get; init; } = [];
}

/// <summary>Stops a stage when the validation error has not improved for so many epochs, and keeps the best
/// weights.</summary>
public sealed record StopRule(int StallEpochs);
