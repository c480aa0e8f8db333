using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Binding;

/// <summary>How a network is trained: stages run in order.</summary>
/// <param name="Seed">Null where the file states none: the model's own seed then decides.</param>
public sealed record Schedule(
    string Name,
    string? Documentation,
    string Network,
    long? Seed,
    int Batch,
    EquatableArray<Stage> Stages)
{
    /// <summary>What is loaded before the first stage, or null.</summary>
    public WeightLoad? Load { get; init; }

    /// <summary>Where the rules of each stage and the layers of `load` stand; null where nothing names a layer, and in
    /// a bound network.</summary>
    public RulePlaces? Places { get; init; }
}
