namespace NetDsl;

/// <summary>Trains what one stage trains, from its start or from a checkpoint in it.</summary>
internal sealed class StageRun : IDisposable
{
    private readonly RunPlan plan;
    private readonly Stage stage;
    private readonly RunPosition position;
    private readonly Trainee trainee;
    private readonly Func<Evaluation?> validate;
    private readonly BatchLoader loader;
    private readonly UpdateRules? rules;
    private readonly int epochs;

    /// <param name="validate">How the model's own validation is measured, where the stage trains the model.</param>
    internal StageRun(RunPlan plan, RunPosition position, Trainee trainee, Func<Evaluation?> validate)
    {
        (this.plan, this.position, this.trainee, this.validate) = (plan, position, trainee, validate);
        stage = plan.Stages[position.Stage];
        epochs = plan.Epochs[position.Stage];
        rules = UpdateRules.Of(stage, trainee.Layout);
        Stop = stage.Stop is { } rule ? new EarlyStop(rule.StallEpochs, trainee.Layout.ParameterFloats) : null;
        loader = new BatchLoader(
            trainee.Training,
            plan.BatchOf(stage),
            plan.Seed,
            BatchLoader.ThreadsFor(trainee.Training),
            trainee.Layout);
    }

    internal EarlyStop? Stop { get; }

    internal bool IsDone => position.Epoch >= epochs || Stop?.Stalls(position.Epoch) == true;

    /// <inheritdoc/>
    public void Dispose() => loader.Dispose();

    /// <summary>The rest of an epoch, and its validation.</summary>
    /// <returns>Null if the run was interrupted in it.</returns>
    internal EpochReport? RunEpoch(ITrainingProgress? progress, CancellationToken cancellation)
    {
        var meter = new ProgressMeter(
            plan.Options.ProgressInterval, position, trainee.Training.Count, loader.Batches, epochs);
        loader.Begin(position.ShuffledEpochs, position.Batch);
        while (position.Batch < loader.Batches)
        {
            if (cancellation.IsCancellationRequested)
            {
                meter.Stop();
                return null;
            }

            Step();
            if (progress is not null && meter.IsDue)
            {
                progress.StepDone(meter.Measure());
            }
        }

        meter.Stop();
        CheckParameters();
        try
        {
            return EpochDone(meter, Validate(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // a resumed run validates again: the epoch's batches are done, its validation is not
            return null;
        }
    }

    private StageEvaluation? Validate(CancellationToken cancellation)
    {
        if (!trainee.IsModel)
        {
            return stage.Evaluate(trainee, cancellation);
        }

        return validate() is { } evaluation ? new StageEvaluation(evaluation.Loss, evaluation.Error, []) : null;
    }

    private void Step()
    {
        Batch batch = loader.Take();
        float rate = RateOf(position.Updates);
        int waiting = plan.WaitingBatches(position);
        bool updates = waiting + 1 == stage.Accumulate || position.Batch + 1 == loader.Batches;
        var random = new RandomPosition(plan.Seed, position.Steps);
        var update = new UpdateStep(stage.OptimizerAt(position.Epoch), rate, position.Updates + 1)
        {
            Rules = rules,
            Accumulated = waiting * plan.BatchOf(stage),
        };
        BatchResult result = updates
            ? trainee.Executor.Train(batch, random, update)
            : trainee.Executor.Accumulate(batch, random, first: waiting == 0);
        int count = batch.Count;
        loader.Release();
        if (!double.IsFinite(result.Loss))
        {
            int layer = trainee.Executor.FindNonFiniteLayer();
            throw Diverged(
                $"the loss became {result.Loss}",
                position.Batch + 1,
                layer < 0 ? null : trainee.Layout.Layers[layer].Name,
                rate);
        }

        position.StepDone(result, count, updates);
    }

    /// <summary>No loss has been computed since the last update.</summary>
    private void CheckParameters()
    {
        if (trainee.Executor.FindNonFiniteParameter() is var index and >= 0)
        {
            ParameterLayout parameter = trainee.Layout.Parameters[index];
            throw Diverged(
                $"{parameter.Name} became infinite or not a number",
                loader.Batches,
                LayerNames.LayerOf(parameter.Name),
                RateOf(position.Updates - 1));
        }
    }

    private float RateOf(int update) =>
        LearningRate.At(stage.Rate, update, (loader.Batches - 1) / stage.Accumulate + 1, epochs);

    private TrainingDivergedException Diverged(string what, int batch, string? layer, float rate) =>
        new(what, stage.Name, position.Epoch + 1, batch, layer, rate);

    private EpochReport EpochDone(ProgressMeter meter, StageEvaluation? validation)
    {
        if (validation?.Loss is { } measured && !double.IsFinite(measured))
        {
            throw Diverged(
                $"the loss of the validation examples became {measured}",
                loader.Batches,
                layer: null,
                RateOf(position.Updates - 1));
        }

        var report = new EpochReport(
            position.Epoch + 1,
            epochs,
            position.Loss,
            position.Error,
            validation?.Loss,
            validation?.Error,
            position.Elapsed,
            meter.ExamplesPerSecond)
        {
            Classifies = trainee.Layout.Loss.CountsErrors() && !stage.LearnsFromInputs,
            Measures = validation?.Measures ?? [],
        };
        if (validation is { Loss: { } loss, Error: { } error })
        {
            Stop?.EpochDone(report.Epoch, trainee.Layout.Loss.TakesLabels() ? error : loss, trainee.Executor);
        }

        position.EpochDone();
        return report;
    }
}
