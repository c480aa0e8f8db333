using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>One part of a schedule: what is trained, and how. Each kind is a record of its own.</summary>
/// <param name="Stop">Early stopping, or null.</param>
public abstract record Stage(Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
{
    /// <summary>What it does, in a few words, without how it learns: `fine-tuning`.</summary>
    public abstract string Description { get; }

    public UpdateOptions Update { get; init; } = UpdateOptions.None;

    /// <summary>Examples of a step; null for the schedule's.</summary>
    public int? Batch { get; init; }

    /// <summary>Null where the optimizer's momentum holds throughout.</summary>
    public MomentumChange? Momentum { get; init; }
}

/// <summary>`stop when validation error stalls 10 epochs`: the best epoch's weights are kept.</summary>
public sealed record StopRule(int StallEpochs);

/// <summary>`momentum 0.5 then 0.9 after 5 epochs`: the optimizer has the first.</summary>
public sealed record MomentumChange(double Later, int AfterEpochs);
