namespace NetDsl;

/// <summary>How a network of type <typeparamref name="TModel"/> is trained.</summary>
public sealed record Schedule<TModel>(string Name, ulong? Seed, int Batch, Stage[] Stages)
    : Schedule(Name, Seed, Batch, Stages);

/// <summary>How a network is trained: its stages run in order.</summary>
/// <param name="Seed">Decides shuffling and dropout; null: the model's own seed.</param>
/// <param name="Batch">Examples a step.</param>
public abstract record Schedule(string Name, ulong? Seed, int Batch, Stage[] Stages);

/// <summary>One stage of a schedule.</summary>
public abstract record Stage(string Name, int Epochs);

/// <summary>Supervised training of the whole network.</summary>
public sealed record FineTuneStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Epochs);

/// <summary>Stops a stage when the validation error has not improved for so many epochs, and keeps the best
/// weights.</summary>
public sealed record StopRule(int StallEpochs);

/// <summary>How a gradient changes the parameters.</summary>
public abstract record Optimizer;

/// <summary>v ← momentum·v + g + decay·w; w ← w − rate·v, or with nesterov w ← w − rate·(g + decay·w + momentum·v)
/// with the new v (Sutskever et al. 2013, as PyTorch writes it).</summary>
public sealed record Sgd(float Momentum, bool Nesterov, float Decay) : Optimizer;

/// <summary>Kingma and Ba 2015 with bias correction; decay·w is added to the gradient.</summary>
public sealed record Adam(float Beta1, float Beta2, float Epsilon, float Decay) : Optimizer;

/// <summary>The learning rate over a stage.</summary>
/// <param name="Initial">The rate after the warm-up.</param>
/// <param name="WarmUpEpochs">Epochs in which the rate rises linearly from 0: of W steps, step t = 1 … W has the share
/// t / W of the plan's rate.</param>
public abstract record RatePlan(float Initial, float WarmUpEpochs);

/// <summary>The same rate throughout.</summary>
public sealed record ConstantRate(float Initial, float WarmUpEpochs) : RatePlan(Initial, WarmUpEpochs);

/// <summary>Initial · Factor^⌊epoch / EveryEpochs⌋, epochs counted from 0 at the stage's start.</summary>
public sealed record StepRate(float Initial, float WarmUpEpochs, float Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs);

/// <summary>Half a cosine from Initial to Final over the epochs after the warm-up: Loshchilov and Hutter
/// 2017.</summary>
public sealed record CosineRate(float Initial, float WarmUpEpochs, float Final) : RatePlan(Initial, WarmUpEpochs);
