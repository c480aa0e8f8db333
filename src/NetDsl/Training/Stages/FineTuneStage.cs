namespace NetDsl;

/// <summary>Supervised training of the whole network, or of what is not frozen.</summary>
public sealed record FineTuneStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Optimizer, Rate, Epochs, Stop);
