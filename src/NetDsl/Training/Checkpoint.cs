namespace NetDsl;

/// <summary>A run in the middle: all that an uninterrupted run would have at that place.</summary>
internal sealed record Checkpoint(
    string Network,
    string Schedule,
    string Stages,
    int[] StageEpochs,
    int BatchSize,
    ulong Seed,
    int TrainingCount,
    int ValidationCount,
    RunPosition Position,
    StageReport[] FinishedStages,
    EpochReport[] FinishedEpochs,
    double Best,
    int BestEpoch,
    float[]? BestParameters,
    float[][] OptimizerStates,
    float[]? Accumulated,
    SafetensorsContent Parameters)
{
    /// <summary>What the schedule's weight file gave; null: it loads none.</summary>
    internal LoadReport? Loaded { get; init; }

    internal static Checkpoint Capture(
        Model model,
        RunPlan plan,
        FineTuneStage stage,
        RunPosition position,
        IEnumerable<StageReport> finishedStages,
        IEnumerable<EpochReport> finishedEpochs,
        EarlyStop? stop)
    {
        ModelLayout layout = model.ModelLayout;
        // before the stage's first update they are zeros, which the resumed stage starts from anyway
        var states = new float[position.Updates == 0 ? 0 : stage.Optimizer.States][];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = new float[layout.ParameterFloats];
            model.Executor.ReadOptimizerState(i, states[i]);
        }

        float[]? accumulated = null;
        if (plan.WaitingBatches(position) > 0)
        {
            accumulated = new float[layout.ParameterFloats];
            model.Executor.ReadAccumulated(accumulated);
        }

        return new Checkpoint(
            layout.Name,
            plan.Schedule.Name,
            StageText.Describe(plan.Schedule.Load, plan.Stages),
            plan.Epochs,
            plan.Schedule.Batch,
            plan.Seed,
            plan.TrainingCount,
            plan.ValidationCount,
            position,
            [.. finishedStages],
            [.. finishedEpochs],
            stop?.Best ?? double.PositiveInfinity,
            stop?.BestEpoch ?? 0,
            stop is { BestEpoch: > 0 } ? stop.BestParameters : null,
            states,
            accumulated,
            new(new Dictionary<string, string>(), ModelWeights.Tensors(layout, model.ReadParameters().ToArray())));
    }

    internal static Checkpoint Load(string path) => CheckpointFile.Load(path);

    internal void Save(string path) => CheckpointFile.Save(this, path);

    /// <summary>Puts a run where this one was.</summary>
    /// <param name="makeStop">The current stage's stop rule, once the position is known.</param>
    internal void Restore(
        Model model,
        RunPosition position,
        List<StageReport> stages,
        List<EpochReport> epochs,
        Func<EarlyStop?> makeStop)
    {
        position.CopyFrom(Position);
        stages.AddRange(FinishedStages);
        epochs.AddRange(FinishedEpochs);
        float[] parameters = model.ReadParameters().ToArray();
        ModelWeights.Gather(model.ModelLayout, Parameters, parameters);
        model.WriteParameters(parameters);
        for (int i = 0; i < OptimizerStates.Length; i++)
        {
            model.Executor.WriteOptimizerState(i, OptimizerStates[i]);
        }

        if (Accumulated is not null)
        {
            model.Executor.WriteAccumulated(Accumulated);
        }

        if (makeStop() is { } stop && BestParameters is not null)
        {
            stop.Resume(Best, BestEpoch, BestParameters);
        }
    }

    /// <exception cref="CheckpointException">It is of another network, schedule or data set.</exception>
    internal void CheckFits(ModelLayout layout, RunPlan plan, string path)
    {
        Check("network", Network, layout.Name);
        Check("schedule", Schedule, plan.Schedule.Name);
        Check("stages", Stages, StageText.Describe(plan.Schedule.Load, plan.Stages));
        Check("batch size", BatchSize, plan.Schedule.Batch);
        Check("seed", Seed, plan.Seed);
        Check("training examples", TrainingCount, plan.TrainingCount);
        Check("validation examples", ValidationCount, plan.ValidationCount);
        CheckPlace(layout, plan, path);
        try
        {
            ModelWeights.Gather(layout, Parameters, new float[layout.ParameterFloats]);
        }
        catch (WeightsException exception)
        {
            throw new CheckpointException($"{path}: {exception.Message}", exception);
        }

        void Check<T>(string what, T saved, T now)
        {
            if (!EqualityComparer<T>.Default.Equals(saved, now))
            {
                throw new CheckpointException(
                    $"{path}: saved with {what} {saved}, but this run has {now}; " +
                    "resume it with what it was started with, or start anew");
            }
        }
    }

    private void CheckPlace(ModelLayout layout, RunPlan plan, string path)
    {
        int batches = (int)(((long)TrainingCount + BatchSize - 1) / BatchSize);
        bool inside = Position is { Stage: >= 0, Epoch: >= 0, Batch: >= 0 }
            && Position is { Updates: >= 0, ShuffledEpochs: >= 0, Steps: >= 0 }
            && Position.Stage < plan.Stages.Length
            && Position.Batch <= batches
            && StageEpochs.Length == plan.Stages.Length;
        bool complete = inside
            && OptimizerStates.Length
                == (Position.Updates == 0 ? 0 : plan.Stages[Position.Stage].Optimizer.States)
            && Array.TrueForAll(OptimizerStates, state => state.Length == layout.ParameterFloats)
            && (plan.WaitingBatches(Position) == 0
                ? Accumulated is null
                : Accumulated?.Length == layout.ParameterFloats)
            && (BestParameters is null || BestParameters.Length == layout.ParameterFloats);
        if (!complete)
        {
            throw new CheckpointException(
                $"{path}: its description of the run does not fit itself: it is damaged; start anew");
        }
    }
}
