namespace NetDsl;

/// <summary>Whether a checkpoint is of a run, and fits itself.</summary>
internal static class CheckpointCheck
{
    /// <exception cref="CheckpointException">The run is another than the checkpoint's, and may not be; or it cannot go
    /// on from there.</exception>
    internal static void Check(Checkpoint checkpoint, ModelLayout layout, RunPlan plan, RunFingerprint now)
    {
        string path = plan.Options.Resume!;
        CheckNumbers(checkpoint, path);
        IReadOnlyList<string> differences = checkpoint.Fingerprint.DifferencesTo(now);
        if (differences.Count > 0 && !plan.Options.AllowChanges)
        {
            throw new CheckpointException(
                $"{path}: was saved by another run: {RunFingerprint.Tell(differences)}. Resume it with what it was " +
                "started with, start anew, or, to go on with these changes, set RunOptions.AllowChanges");
        }

        CheckState(checkpoint, layout, plan, path);
        try
        {
            ModelWeights.Gather(layout, checkpoint.Parameters, new float[layout.ParameterFloats]);
        }
        catch (WeightsException exception)
        {
            throw new CheckpointException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>No run comes to a place such as the 2,147,483,647th of ten epochs.</summary>
    private static void CheckNumbers(Checkpoint checkpoint, string path)
    {
        RunPosition position = checkpoint.Position;
        int stages = checkpoint.StageEpochs.Length;
        bool isPlace = position.Stage >= 0 && position.Stage < stages
            && checkpoint.StageBatches.Length == stages
            && Array.TrueForAll(checkpoint.StageEpochs, epochs => epochs >= 1)
            && Array.TrueForAll(checkpoint.StageBatches, batches => batches >= 1)
            && position.Epoch >= 0 && position.Epoch <= checkpoint.StageEpochs[position.Stage]
            && position.Batch >= 0 && position.Batch <= checkpoint.StageBatches[position.Stage];
        int finished = checkpoint.FinishedStages.Sum(stage => stage.Epochs.Count);
        bool isHistory = isPlace
            && checkpoint.FinishedStages.Length == position.Stage
            && checkpoint.FinishedEpochs.Length == position.Epoch
            && position.ShuffledEpochs == finished + position.Epoch
            && position.Seen >= 0 && position.Seen <= checkpoint.TrainingCount
            && position.Wrong >= 0 && position.Wrong <= position.Seen
            && double.IsFinite(position.LossSum) && position.Elapsed >= TimeSpan.Zero
            && checkpoint.BestEpoch >= 0 && checkpoint.BestEpoch <= position.Epoch;
        if (!isHistory || !CountsSteps(checkpoint))
        {
            throw new CheckpointException(
                $"{path}: its numbers do not fit each other (stage {position.Stage}, epoch {position.Epoch}, batch " +
                $"{position.Batch}, step {position.Steps}): no run comes there; start anew");
        }
    }

    // after a change of batch size or data, steps were counted in other ways
    private static bool CountsSteps(Checkpoint checkpoint)
    {
        RunPosition position = checkpoint.Position;
        long batches = checkpoint.StageBatches[position.Stage];
        long before = 0;
        for (int i = 0; i < position.Stage; i++)
        {
            before += (long)checkpoint.FinishedStages[i].Epochs.Count * checkpoint.StageBatches[i];
        }

        return position.Updates >= 0 && position.Updates <= position.Steps
            && (checkpoint.HasChanged || position.Steps == before + (position.Epoch * batches) + position.Batch);
    }

    /// <summary>Whether what the stage has in memory can be as it was.</summary>
    private static void CheckState(Checkpoint checkpoint, ModelLayout layout, RunPlan plan, string path)
    {
        RunPosition position = checkpoint.Position;
        if (position.Stage >= plan.Stages.Length)
        {
            throw new CheckpointException(
                $"{path}: stopped in stage {position.Stage + 1}, and the schedule has {plan.Stages.Length}: start anew");
        }

        Stage stage = plan.Stages[position.Stage];
        bool isMidway = position.Batch > 0
            && (checkpoint.StageBatches[position.Stage] != plan.BatchesOf(stage)
                || checkpoint.TrainingCount != plan.TrainingCount);
        if (isMidway)
        {
            throw new CheckpointException(
                $"{path}: stopped in the middle of an epoch of {checkpoint.TrainingCount} examples in " +
                $"{checkpoint.StageBatches[position.Stage]} batches, which cannot go on with {plan.TrainingCount} in " +
                $"{plan.BatchesOf(stage)}: such a change needs a checkpoint of the end of an epoch, as " +
                "RunOptions.CheckpointEachEpoch saves them");
        }

        if (!Fits(checkpoint, stage, layout, plan))
        {
            throw new CheckpointException(
                $"{path}: what stage {stage.Name} had in memory, such as its optimizer's values, is not what it has now: " +
                "in the stage it stopped in, a run cannot go on with another optimizer or other layers; start anew");
        }
    }

    private static bool Fits(Checkpoint checkpoint, Stage stage, ModelLayout layout, RunPlan plan)
    {
        RunPosition position = checkpoint.Position;
        int floats = (stage.Network?.Layout ?? layout).ParameterFloats;
        bool isStart = position is { Updates: 0, Batch: 0, Epoch: 0 };
        return checkpoint.OptimizerStates.Length == (position.Updates == 0 ? 0 : stage.States)
            && Array.TrueForAll(checkpoint.OptimizerStates, state => state.Length == floats)
            && (plan.WaitingBatches(position) == 0
                ? checkpoint.Accumulated is null
                : checkpoint.Accumulated?.Length == floats)
            && (checkpoint.BestParameters is null || checkpoint.BestParameters.Length == floats)
            && (checkpoint.StageNetwork is null
                ? stage.Network is null || isStart
                : checkpoint.StageNetwork.Length == floats);
    }
}
