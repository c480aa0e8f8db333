namespace NetDsl;

/// <summary>What a run does: its schedule, with what options and checkpoint change of it.</summary>
/// <param name="Epochs">Of each stage.</param>
internal sealed record RunPlan(
    Schedule Schedule,
    Stage[] Stages,
    int[] Epochs,
    ulong Seed,
    int TrainingCount,
    string CheckpointPath,
    RunOptions Options)
{
    /// <exception cref="DataException">The data does not fit the network.</exception>
    /// <exception cref="ScheduleException">The schedule needs what the data or the network has not.</exception>
    internal static void Check(ModelLayout layout, Schedule schedule, DataSet data, RunOptions options)
    {
        ModelData.Check(layout, data.Training, "training examples");
        if (data.Validation is { } validation)
        {
            ModelData.Check(layout, validation, "validation examples");
        }

        if (data.Test is { } test)
        {
            ModelData.Check(layout, test, "test examples");
        }

        foreach (Stage stage in schedule.Stages)
        {
            CheckBatches(layout, schedule, stage, data.Training.Count);
        }

        if (options.Epochs is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "RunOptions.Epochs must be at least 1");
        }

        schedule.Load?.Check(layout, schedule.Name);
        foreach (Stage stage in schedule.Stages)
        {
            UpdateRules.Of(stage, stage.Network?.Layout ?? layout);
        }

        Stage? stops = Array.Find(schedule.Stages, stage => stage.Stop is not null);
        if (data.Validation is null && stops is not null)
        {
            throw new ScheduleException(
                $"stage {stops.Name} of schedule {schedule.Name} stops when the validation error stalls, but the " +
                "data has no validation examples: hold some out of the training examples with data.HoldOut(count)");
        }
    }

    private static void CheckBatches(ModelLayout layout, Schedule schedule, Stage stage, int count)
    {
        int batch = stage.Batch ?? schedule.Batch;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch, nameof(schedule));
        int last = count % batch;
        int smallest = last == 0 ? batch : last;
        int least = (stage.Network?.Layout ?? layout).LeastBatch;
        if (smallest < least)
        {
            string batches = count == smallest || smallest == batch ? "" : $"; the last batch has {smallest}";
            throw new ScheduleException(
                $"{layout.Name} normalises features over the examples of a batch, which takes at least " +
                $"{least}, but schedule {schedule.Name} trains on {count} in batches of {batch}" +
                $"{batches}: choose another batch size or number of training examples");
        }
    }

    internal static RunPlan Make(
        Model model, Schedule schedule, DataSet data, RunOptions options, Checkpoint? checkpoint)
    {
        Stage[] stages = schedule.Stages;
        string name = model.ModelLayout.Name;
        string path = options.CheckpointPath
            ?? Path.Combine(options.OutputFolder, $"{name.ToLowerInvariant()}.checkpoint");
        var plan = new RunPlan(
            schedule,
            stages,
            Array.ConvertAll(stages, stage => options.Epochs ?? stage.Epochs),
            options.Seed ?? checkpoint?.Seed ?? schedule.Seed ?? model.Seed,
            data.Training.Count,
            path,
            options);
        return checkpoint is not null && options.Epochs is null ? plan with { Epochs = checkpoint.StageEpochs } : plan;
    }

    /// <summary>Batches whose gradients wait for those of others to make an update with. All are whole: a smaller one
    /// is an epoch's last, and waits for none.</summary>
    internal int WaitingBatches(RunPosition position) =>
        (long)position.Batch * BatchOf(Stages[position.Stage]) >= TrainingCount
            ? 0
            : position.Batch % Stages[position.Stage].Accumulate;

    /// <summary>Steps of an epoch.</summary>
    internal int BatchesOf(Stage stage) => (TrainingCount - 1) / BatchOf(stage) + 1;

    /// <summary>Examples of a step.</summary>
    internal int BatchOf(Stage stage) => stage.Batch ?? Schedule.Batch;

    internal StageStart Describe(
        Model model, ModelLayout trained, DataSet data, Stage stage, int epochs, IReadOnlyList<EpochReport> finished) =>
        new(
            model.ModelLayout.Name,
            Schedule.Name,
            stage.Name,
            epochs,
            data.Training.Count,
            Noun: model.ModelLayout.InputShape.Sizes.Length == 3 || data.Training is LabelledImages
                ? "images"
                : "examples",
            model.DeviceDescription,
            Classifies: trained.Loss.CountsErrors() && !stage.LearnsFromInputs,
            Validates: data.Validation is not null,
            [.. finished]);
}
