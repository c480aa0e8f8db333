using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>How a network is trained: stages run in order.</summary>
/// <param name="Seed">Null where the file states none: the model's own seed then decides.</param>
public sealed record Schedule(
    string Name,
    string? Documentation,
    string Network,
    long? Seed,
    int Batch,
    EquatableArray<FineTuneStage> Stages)
{
    /// <summary>Where the rules of each stage stand; null where no stage has one, and in a bound network.</summary>
    public RulePlaces? Places { get; init; }
}

/// <param name="Stop">Early stopping, or null.</param>
public sealed record FineTuneStage(Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
{
    public UpdateOptions Update { get; init; } = UpdateOptions.None;
}

/// <summary>`stop when validation error stalls 10 epochs`: the best epoch's weights are kept.</summary>
public sealed record StopRule(int StallEpochs);
