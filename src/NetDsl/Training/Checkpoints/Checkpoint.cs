namespace NetDsl;

/// <summary>A run in the middle: all that an uninterrupted run would have at that place.</summary>
/// <param name="Fingerprint">Of the run: what goes on from here must be the same.</param>
/// <param name="StageBatches">Batches of an epoch of each stage.</param>
internal sealed record Checkpoint(
    string Network,
    RunFingerprint Fingerprint,
    int[] StageEpochs,
    int[] StageBatches,
    ulong Seed,
    int TrainingCount,
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

    /// <summary>Whether the run went on with changes somewhere.</summary>
    internal bool HasChanged { get; init; }

    internal static Checkpoint Capture(
        Model model,
        Trainee trainee,
        RunPlan plan,
        RunFingerprint fingerprint,
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

        return AtStart(model, plan, fingerprint, position, finishedStages) with
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
        Model model,
        RunPlan plan,
        RunFingerprint fingerprint,
        RunPosition position,
        IEnumerable<StageReport> finishedStages)
    {
        ModelLayout layout = model.ModelLayout;
        return new Checkpoint(
            layout.Name,
            fingerprint,
            plan.Epochs,
            Array.ConvertAll(plan.Stages, plan.BatchesOf),
            plan.Seed,
            plan.TrainingCount,
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
}
