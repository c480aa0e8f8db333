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
    float[]? StageNetwork,
    WeightTensor[] StageParameters,
    SafetensorsContent Parameters)
{
    /// <summary>What the schedule's weight file gave; null: it loads none.</summary>
    internal LoadReport? Loaded { get; init; }

    internal static Checkpoint Capture(
        Model model,
        Trainee trainee,
        RunPlan plan,
        Stage stage,
        RunPosition position,
        IEnumerable<StageReport> finishedStages,
        IEnumerable<EpochReport> finishedEpochs,
        EarlyStop? stop)
    {
        int floats = trainee.Layout.ParameterFloats;
        // before the stage's first update they are zeros, which the resumed stage starts from anyway
        var states = new float[position.Updates == 0 ? 0 : stage.States][];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = new float[floats];
            trainee.Executor.ReadOptimizerState(i, states[i]);
        }

        float[]? accumulated = null;
        if (plan.WaitingBatches(position) > 0)
        {
            accumulated = new float[floats];
            trainee.Executor.ReadAccumulated(accumulated);
        }

        float[]? network = null;
        if (!trainee.IsModel)
        {
            network = new float[floats];
            trainee.Executor.ReadParameters(network);
        }

        return AtStart(model, plan, position, finishedStages) with
        {
            FinishedEpochs = [.. finishedEpochs],
            Best = stop?.Best ?? double.PositiveInfinity,
            BestEpoch = stop?.BestEpoch ?? 0,
            BestParameters = stop is { BestEpoch: > 0 } ? stop.BestParameters : null,
            OptimizerStates = states,
            Accumulated = accumulated,
            StageNetwork = network,
        };
    }

    /// <summary>Before the first step of a stage.</summary>
    internal static Checkpoint AtStart(
        Model model, RunPlan plan, RunPosition position, IEnumerable<StageReport> finishedStages)
    {
        ModelLayout layout = model.ModelLayout;
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
            FinishedEpochs: [],
            Best: double.PositiveInfinity,
            BestEpoch: 0,
            BestParameters: null,
            OptimizerStates: [],
            Accumulated: null,
            StageNetwork: null,
            [.. model.StageParameters.All],
            new(new Dictionary<string, string>(), ModelWeights.Tensors(layout, model.ReadParameters().ToArray())));
    }

    internal static Checkpoint Load(string path) => CheckpointFile.Load(path);

    internal void Save(string path) => CheckpointFile.Save(this, path);

    /// <summary>Puts a run where this one was, but for what its stage trains.</summary>
    internal void RestoreRun(Model model, RunPosition position, List<StageReport> stages, List<EpochReport> epochs)
    {
        position.CopyFrom(Position);
        stages.AddRange(FinishedStages);
        epochs.AddRange(FinishedEpochs);
        float[] parameters = model.ReadParameters().ToArray();
        ModelWeights.Gather(model.ModelLayout, Parameters, parameters);
        model.WriteParameters(parameters);
        model.StageParameters.Reset(StageParameters);
    }

    /// <summary>Puts a stage where this run's was.</summary>
    internal void RestoreStage(Trainee trainee, EarlyStop? stop)
    {
        if (StageNetwork is not null)
        {
            trainee.Executor.WriteParameters(StageNetwork);
        }

        for (int i = 0; i < OptimizerStates.Length; i++)
        {
            trainee.Executor.WriteOptimizerState(i, OptimizerStates[i]);
        }

        if (Accumulated is not null)
        {
            trainee.Executor.WriteAccumulated(Accumulated);
        }

        if (stop is not null && BestParameters is not null)
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
        bool inside = Position is { Stage: >= 0, Epoch: >= 0, Batch: >= 0 }
            && Position is { Updates: >= 0, ShuffledEpochs: >= 0, Steps: >= 0 }
            && Position.Stage < plan.Stages.Length
            && StageEpochs.Length == plan.Stages.Length;
        if (!inside || !Fits(plan.Stages[Position.Stage], layout, plan))
        {
            throw new CheckpointException(
                $"{path}: its description of the run does not fit itself: it is damaged; start anew");
        }
    }

    private bool Fits(Stage stage, ModelLayout layout, RunPlan plan)
    {
        int batch = plan.BatchOf(stage);
        int floats = (stage.Network?.Layout ?? layout).ParameterFloats;
        bool isStart = Position is { Updates: 0, Batch: 0, Epoch: 0 };
        return Position.Batch <= ((long)TrainingCount + batch - 1) / batch
            && OptimizerStates.Length == (Position.Updates == 0 ? 0 : stage.States)
            && Array.TrueForAll(OptimizerStates, state => state.Length == floats)
            && (plan.WaitingBatches(Position) == 0 ? Accumulated is null : Accumulated?.Length == floats)
            && (BestParameters is null || BestParameters.Length == floats)
            && (StageNetwork is null ? stage.Network is null || isStart : StageNetwork.Length == floats);
    }
}
