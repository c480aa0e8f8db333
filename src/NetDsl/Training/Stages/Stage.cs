namespace NetDsl;

/// <summary>One stage of a schedule: what is trained, and how.</summary>
/// <param name="Name">In reports: <c>finetune</c>, <c>h1 rbm</c>.</param>
/// <param name="Epochs">Passes over the training examples, at most.</param>
/// <param name="Stop">Early stopping; null: none.</param>
public abstract record Stage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
{
    /// <summary>What it does, in a few words, without how it learns. A checkpoint of another is refused.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it trains; null: the network itself.</summary>
    public StageNetwork? Network { get; init; }

    /// <summary>Examples of a step; null: the schedule's.</summary>
    public int? Batch { get; init; }

    /// <summary>Null: the optimizer's momentum holds throughout.</summary>
    public MomentumChange? Momentum { get; init; }

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

    /// <summary>The optimizer of an epoch, counted from 0.</summary>
    internal Optimizer OptimizerAt(int epoch) => Momentum is { } change && epoch >= change.AfterEpochs
        ? Optimizer.WithMomentum(change.Later)
        : Optimizer;

    /// <summary>How many values the optimizer keeps for each parameter.</summary>
    internal int States => Math.Max(Optimizer.States, OptimizerAt(int.MaxValue).States);

    /// <summary>Whether neither labels nor targets are asked for.</summary>
    internal virtual bool LearnsFromInputs => false;

    /// <summary>The examples as the stage learns from them: with their labels or targets, with themselves as targets,
    /// or with neither.</summary>
    /// <param name="layout">Of what it trains.</param>
    internal virtual ExampleSet Examples(ExampleSet given, ModelLayout layout) => given;

    /// <summary>Checks once that the examples of its own network fit it.</summary>
    /// <exception cref="DataException">They do not.</exception>
    internal virtual void Check(ModelLayout layout, ExampleSet examples, string name) =>
        ModelData.Check(layout, examples, name);

    /// <summary>What each epoch measures beside loss and error, by name.</summary>
    internal virtual IReadOnlyList<string> Measures(Trainee trainee) => [];

    /// <summary>How well what it trains does on the validation examples; null where there are none.</summary>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    internal virtual StageEvaluation? Evaluate(Trainee trainee, CancellationToken cancellation)
    {
        if (trainee.Validation is not { } examples)
        {
            return null;
        }

        var scores = new HeadScores(trainee.Layout, examples);
        Evaluator.RunUnchecked(trainee.Executor, trainee.Layout, examples, cancellation, scores.Add);
        return new StageEvaluation(scores.Loss, scores.Error(0), []);
    }
}

/// <summary>Stops a stage when the validation error has not improved for so many epochs, and keeps the best
/// weights.</summary>
public sealed record StopRule(int StallEpochs);

/// <summary>Another momentum from an epoch on.</summary>
/// <param name="AfterEpochs">Epochs with the optimizer's own.</param>
public sealed record MomentumChange(float Later, int AfterEpochs);

/// <summary>How well a stage's network does.</summary>
/// <param name="Loss">The mean over the validation examples; null where there are none.</param>
/// <param name="Error">The misclassified fraction of them; 0 where no classes are told apart.</param>
/// <param name="Measures">What else the stage measures, in the order in which it is shown.</param>
internal sealed record StageEvaluation(double? Loss, double? Error, IReadOnlyList<Measure> Measures);
