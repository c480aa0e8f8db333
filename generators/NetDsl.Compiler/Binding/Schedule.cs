using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>How a network is trained: stages run in order.</summary>
/// <param name="Seed">Null where the file states none: the model's own seed then decides.</param>
public sealed record Schedule(
    string Name,
    string? Documentation,
    string Network,
    long? Seed,
    int Batch,
    EquatableArray<FineTuneStage> Stages);

/// <param name="Stop">Early stopping, or null.</param>
public sealed record FineTuneStage(Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop);

public abstract record Optimizer;

/// <summary>v ← momentum·v + g + decay·w; w ← w − rate·v (nesterov: w ← w − rate·(g + decay·w + momentum·v)).</summary>
public sealed record SgdOptimizer(double Momentum, bool Nesterov, double Decay) : Optimizer;

/// <summary>Kingma and Ba 2015, with bias correction; decay is added to the gradient, as in L2 regularisation.</summary>
public sealed record AdamOptimizer(double Beta1, double Beta2, double Epsilon, double Decay) : Optimizer;

/// <param name="Initial">The rate that the plan starts from, after the warm-up.</param>
/// <param name="WarmUpEpochs">Epochs over which the rate rises linearly from 0 to <paramref name="Initial"/>.</param>
public abstract record RatePlan(double Initial, double WarmUpEpochs);

public sealed record ConstantRate(double Initial, double WarmUpEpochs) : RatePlan(Initial, WarmUpEpochs);

/// <summary>`rate halves every 3 epochs` is factor 0.5; `rate times 0.1 every 30 epochs` any other.</summary>
public sealed record StepRate(double Initial, double WarmUpEpochs, double Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs);

/// <summary>`rate cosine to 0.001`: half a cosine from Initial to Final over the stage's epochs, step by step.</summary>
public sealed record CosineRate(double Initial, double WarmUpEpochs, double Final) : RatePlan(Initial, WarmUpEpochs);

/// <summary>`stop when validation error stalls 10 epochs`: the best epoch's weights are kept.</summary>
public sealed record StopRule(int StallEpochs);
