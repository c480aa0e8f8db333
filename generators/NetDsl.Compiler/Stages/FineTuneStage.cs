using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>`finetune { … }`: the whole network towards its outputs' losses, but for what is frozen.</summary>
public sealed record FineTuneStage(Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Optimizer, Rate, Epochs, Stop)
{
    public override string Description => Frozen is { } frozen ? $"fine-tuning, {frozen} frozen" : "fine-tuning";

    /// <summary>`freeze conv1_1 .. conv4_3`: layers whose parameters and statistics stay as they are; null for
    /// none.</summary>
    public LayerSet? Frozen { get; init; }
}
