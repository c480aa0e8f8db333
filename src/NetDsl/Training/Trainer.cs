using System.Diagnostics;

namespace NetDsl;

/// <summary>Runs a schedule on a model: its stages in order, from the start or from a checkpoint.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Model model;
    private readonly RunPlan plan;
    private readonly DataSet data;
    private readonly ITrainingProgress? progress;
    private readonly CancellationToken cancellation;
    private readonly BatchLoader loader;
    private readonly RunPosition position = new();
    private readonly List<StageReport> finishedStages = [];
    private List<EpochReport> epochs = [];
    private EarlyStop? stop;
    private UpdateRules? rules;
    private string? savedCheckpoint;
    private LoadReport? load;

    private Trainer(
        Model model, RunPlan plan, DataSet data, ITrainingProgress? progress, CancellationToken cancellation)
    {
        (this.model, this.plan, this.data) = (model, plan, data);
        (this.progress, this.cancellation) = (progress, cancellation);
        int room = Math.Min(plan.Schedule.Batch, data.Training.Count);
        model.Executor.Reserve(room, training: true);
        if (data.Validation is not null || data.Test is not null)
        {
            model.Executor.Reserve(Evaluator.Batch, training: false);
        }

        loader = new BatchLoader(
            data.Training,
            plan.Schedule.Batch,
            plan.Seed,
            BatchLoader.ThreadsFor(data.Training),
            model.ModelLayout);
    }

    /// <inheritdoc cref="Model{TSelf}.Run"/>
    internal static TrainingReport Run(
        Model model,
        Schedule schedule,
        DataSet data,
        ITrainingProgress? progress,
        RunOptions options,
        CancellationToken cancellation)
    {
        RunPlan.Check(model.ModelLayout, schedule, data, options);
        Checkpoint? checkpoint = options.Resume is { } path ? Checkpoint.Load(path) : null;
        RunPlan plan = RunPlan.Make(model, schedule, data, options, checkpoint);
        using Interrupt? interrupt = CombinedProgress.HasConsole(progress) ? new Interrupt(cancellation) : null;
        using var trainer = new Trainer(model, plan, data, progress, interrupt?.Token ?? cancellation);
        try
        {
            return trainer.Run(checkpoint);
        }
        catch (Exception exception)
        {
            progress?.Failed(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => loader.Dispose();

    private TrainingReport Run(Checkpoint? checkpoint)
    {
        long start = Stopwatch.GetTimestamp();
        checkpoint?.Restore(model, position, finishedStages, epochs, MakeStop);
        load = checkpoint is null ? Load() : checkpoint.Loaded;
        bool done = true;
        while (done && position.Stage < plan.Stages.Length)
        {
            done = RunStage(plan.Stages[position.Stage]);
        }

        Evaluation test = done && data.Test is { } examples
            ? model.EvaluateExamples(examples, CancellationToken.None)
            : Evaluation.None;
        TrainingReport report = Report(done, test, Stopwatch.GetElapsedTime(start));
        progress?.Finished(report);
        return report;
    }

    /// <summary>What the schedule starts from.</summary>
    private LoadReport? Load()
    {
        if (plan.Schedule.Load?.Run(model, plan.Schedule.Name, plan.Options) is not { } report)
        {
            return null;
        }

        progress?.Loaded(report);
        return report;
    }

    private EarlyStop? MakeStop()
    {
        StopRule? rule = plan.Stages[position.Stage].Stop;
        return stop = rule is null ? null : new EarlyStop(rule.StallEpochs, model.ModelLayout.ParameterFloats);
    }

    /// <returns>False if the run was interrupted and saved.</returns>
    private bool RunStage(FineTuneStage stage)
    {
        int stageEpochs = plan.Epochs[position.Stage];
        rules = UpdateRules.Of(stage, model.ModelLayout);
        StageStart start = plan.Describe(model, data, stage, stageEpochs, epochs);
        progress?.StageStarted(start with { Before = [.. finishedStages] });
        if (position.Updates == 0)
        {
            MakeStop();
            OptimizerStates.Clear(model, stage.Optimizer);
        }

        while (position.Epoch < stageEpochs && stop?.Stalls(position.Epoch) != true)
        {
            if (!RunEpoch(stage, stageEpochs))
            {
                Save(stage);
                return false;
            }

            if (plan.Options.CheckpointEachEpoch)
            {
                Save(stage);
            }
        }

        if (stop is { BestEpoch: > 0 })
        {
            model.WriteParameters(stop.BestParameters);
        }

        var report = new StageReport(stage.Name, epochs, stop?.BestEpoch);
        progress?.StageDone(report);
        finishedStages.Add(report);
        (epochs, stop) = ([], null);
        position.StageDone();
        return true;
    }

    /// <returns>False if the run was interrupted in the epoch.</returns>
    private bool RunEpoch(FineTuneStage stage, int stageEpochs)
    {
        var meter = new ProgressMeter(
            plan.Options.ProgressInterval, position, data.Training.Count, loader.Batches, stageEpochs);
        loader.Begin(position.ShuffledEpochs, position.Batch);
        while (position.Batch < loader.Batches)
        {
            if (cancellation.IsCancellationRequested)
            {
                meter.Stop();
                return false;
            }

            Step(stage, stageEpochs);
            if (progress is not null && meter.IsDue)
            {
                progress.StepDone(meter.Measure());
            }
        }

        meter.Stop();
        Evaluation? validation = null;
        try
        {
            validation = data.Validation is { } examples ? model.EvaluateExamples(examples, cancellation) : null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // a resumed run validates again: the epoch's batches are done, its validation is not
            return false;
        }

        EpochDone(meter, validation, stageEpochs);
        return true;
    }

    private void Step(FineTuneStage stage, int stageEpochs)
    {
        Batch batch = loader.Take();
        int updatesPerEpoch = (loader.Batches - 1) / stage.Accumulate + 1;
        float rate = LearningRate.At(stage.Rate, position.Updates, updatesPerEpoch, stageEpochs);
        int waiting = plan.WaitingBatches(position);
        bool updates = waiting + 1 == stage.Accumulate || position.Batch + 1 == loader.Batches;
        var random = new RandomPosition(plan.Seed, position.Steps);
        BatchResult result = updates
            ? model.Executor.Train(batch, random, new UpdateStep(stage.Optimizer, rate, position.Updates + 1)
            {
                Rules = rules,
                Accumulated = waiting * plan.Schedule.Batch,
            })
            : model.Executor.Accumulate(batch, random, first: waiting == 0);
        int count = batch.Count;
        loader.Release();
        if (!double.IsFinite(result.Loss))
        {
            int layer = model.Executor.FindNonFiniteLayer();
            throw new TrainingDivergedException(
                stage.Name,
                position.Epoch + 1,
                position.Batch + 1,
                layer < 0 ? null : model.ModelLayout.Layers[layer].Name,
                result.Loss,
                rate);
        }

        position.StepDone(result, count, updates);
    }

    private void EpochDone(ProgressMeter meter, Evaluation? validation, int stageEpochs)
    {
        var report = new EpochReport(
            position.Epoch + 1,
            stageEpochs,
            position.Loss,
            position.Error,
            validation?.Loss,
            validation?.Error,
            position.Elapsed,
            meter.ExamplesPerSecond)
        {
            Classifies = model.ModelLayout.Loss.CountsErrors(),
        };
        if (validation is not null)
        {
            bool classifies = model.ModelLayout.Loss.TakesLabels();
            stop?.EpochDone(report.Epoch, classifies ? validation.Error : validation.Loss, model.Executor);
        }

        epochs.Add(report);
        position.EpochDone();
        progress?.EpochDone(report);
    }

    private void Save(FineTuneStage stage)
    {
        Checkpoint checkpoint = Checkpoint.Capture(model, plan, stage, position, finishedStages, epochs, stop);
        (checkpoint with { Loaded = load }).Save(plan.CheckpointPath);
        savedCheckpoint = plan.CheckpointPath;
    }

    private TrainingReport Report(bool done, Evaluation test, TimeSpan elapsed)
    {
        List<StageReport> stages = [.. finishedStages];
        if (!done)
        {
            stages.Add(new StageReport(plan.Stages[position.Stage].Name, epochs, stop?.BestEpoch));
        }

        return new TrainingReport(
            model.ModelLayout.Name,
            plan.Schedule.Name,
            plan.Seed,
            model.DeviceDescription,
            stages,
            test,
            Interrupted: !done,
            savedCheckpoint,
            done
                ? ReportText.Done(model.ModelLayout, test, elapsed)
                : ReportText.Stopped(position, plan.CheckpointPath),
            elapsed)
        {
            Load = load,
        };
    }
}
