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
