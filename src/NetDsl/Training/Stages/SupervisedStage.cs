namespace NetDsl;

/// <summary>Some layers by themselves, below a throw-away output, towards the network's own labels or targets: greedy
/// supervised pretraining (Bengio et al. 2007).</summary>
public sealed record SupervisedStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Optimizer, Rate, Epochs, Stop);
