using System.Diagnostics;

namespace NetDsl;

/// <summary>Runs a schedule on a model: its stages in order, from the start or from a checkpoint.</summary>
internal sealed class Trainer
{
    private readonly Model model;
    private readonly RunPlan plan;
    private readonly DataSet data;
    private readonly ITrainingProgress? progress;
    private readonly CancellationToken cancellation;
    private readonly RunPosition position = new();
    private readonly List<StageReport> finishedStages = [];
    private List<EpochReport> epochs = [];
    private int? bestEpoch;
    private string? savedCheckpoint;
    private readonly Lazy<RunFingerprint> fingerprint;
    private LoadReport? load;
    private bool hasChanged;
    private List<string> warnings = [];

    private Trainer(
        Model model, RunPlan plan, DataSet data, ITrainingProgress? progress, CancellationToken cancellation)
    {
        (this.model, this.plan, this.data) = (model, plan, data);
        fingerprint = new Lazy<RunFingerprint>(() => RunFingerprint.Of(model.ModelLayout, plan, data));
        (this.progress, this.cancellation) = (progress, cancellation);
        if (data.Validation is not null || data.Test is not null)
        {
            model.Executor.Reserve(Evaluator.Batch, training: false);
        }
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
        var trainer = new Trainer(model, plan, data, progress, interrupt?.Token ?? cancellation);
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

    private TrainingReport Run(Checkpoint? checkpoint)
    {
        long start = Stopwatch.GetTimestamp();
        if (checkpoint is not null)
        {
            Check(checkpoint);
        }

        warnings = [.. LengthWarnings.Of(plan, checkpoint)];
        warnings.ForEach(warning => progress?.Warned(warning));
        model.StageParameters.Reset([]);
        checkpoint?.RestoreRun(model, position, finishedStages, epochs);
        load = checkpoint is null ? Load() : checkpoint.Loaded;
        bool done = true;
        while (done && position.Stage < plan.Stages.Length)
        {
            done = RunStage(plan.Stages[position.Stage], checkpoint);
            checkpoint = null;
        }

        Evaluation test = done && data.Test is { } examples
            ? model.EvaluateExamples(examples, CancellationToken.None)
            : Evaluation.None;
        if (test.Count > 0 && !double.IsFinite(test.Loss))
        {
            throw new TrainingDivergedException(finishedStages[^1], test.Loss);
        }

        TrainingReport report = Report(done, test, Stopwatch.GetElapsedTime(start));
        progress?.Finished(report);
        return report;
    }

    private void Check(Checkpoint checkpoint)
    {
        CheckpointCheck.Check(checkpoint, model.ModelLayout, plan, fingerprint.Value);
        hasChanged = checkpoint.HasChanged || checkpoint.Fingerprint.DifferencesTo(fingerprint.Value).Count > 0;
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

    /// <param name="checkpoint">Null where the stage starts.</param>
    /// <returns>False if the run was interrupted and saved.</returns>
    private bool RunStage(Stage stage, Checkpoint? checkpoint)
    {
        Trainee? trainee = MakeTrainee(stage);
        if (trainee is null)
        {
            // nothing of the stage is done yet, or what the checkpoint holds is still so
            Save(checkpoint);
            return false;
        }

        using (trainee)
        {
            using var run = new StageRun(plan, position, trainee, Validate);
            checkpoint?.RestoreStage(trainee, run.Stop);
            StageStart start = plan.Describe(
                model, trainee.Layout, data, stage, plan.Epochs[position.Stage], epochs);
            progress?.StageStarted(start with { Before = [.. finishedStages], Measures = stage.Measures(trainee) });
            if (position.Updates == 0)
            {
                OptimizerStates.Clear(trainee, stage);
            }

            bool done = RunEpochs(stage, run, trainee);
            trainee.Share();
            if (!done)
            {
                return false;
            }
        }

        StageDone(stage);
        return true;
    }

    /// <summary>Null if the run was interrupted while the stage's codes were computed.</summary>
    private Trainee? MakeTrainee(Stage stage)
    {
        try
        {
            TraineeData examples = TraineeData.Of(model, stage, data, plan, progress, cancellation);
            return new Trainee(model, stage, position.Stage, plan.BatchOf(stage), plan, examples);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool RunEpochs(Stage stage, StageRun run, Trainee trainee)
    {
        while (!run.IsDone)
        {
            EpochReport? report = run.RunEpoch(progress, cancellation);
            bestEpoch = run.Stop?.BestEpoch;
            if (report is null)
            {
                Save(stage, run, trainee);
                return false;
            }

            epochs.Add(report);
            progress?.EpochDone(report);
            if (plan.Options.CheckpointEachEpoch)
            {
                Save(stage, run, trainee);
            }
        }

        bestEpoch = run.Stop?.BestEpoch;
        if (run.Stop is { BestEpoch: > 0 } stop)
        {
            trainee.Executor.WriteParameters(stop.BestParameters);
        }

        return true;
    }

    private void StageDone(Stage stage)
    {
        var report = new StageReport(stage.Name, epochs, bestEpoch);
        progress?.StageDone(report);
        finishedStages.Add(report);
        (epochs, bestEpoch) = ([], null);
        position.StageDone();
    }

    private Evaluation? Validate() =>
        data.Validation is { } examples ? model.EvaluateExamples(examples, cancellation) : null;

    private void Save(Stage stage, StageRun run, Trainee trainee)
    {
        trainee.Share();
        Save(Checkpoint.Capture(
            model, trainee, plan, fingerprint.Value, stage, position, finishedStages, epochs, run.Stop));
    }

    /// <param name="checkpoint">Null: of the stage's start.</param>
    private void Save(Checkpoint? checkpoint)
    {
        checkpoint ??= Checkpoint.AtStart(model, plan, fingerprint.Value, position, finishedStages);
        (checkpoint with { Loaded = load, HasChanged = hasChanged }).Save(plan.CheckpointPath);
        savedCheckpoint = plan.CheckpointPath;
    }

    private TrainingReport Report(bool done, Evaluation test, TimeSpan elapsed)
    {
        List<StageReport> stages = [.. finishedStages];
        if (!done)
        {
            stages.Add(new StageReport(plan.Stages[position.Stage].Name, epochs, bestEpoch));
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
            Warnings = warnings,
        };
    }
}
