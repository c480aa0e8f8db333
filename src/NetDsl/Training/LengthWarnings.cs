namespace NetDsl;

/// <summary>What becomes of a run that has other numbers of epochs, or another seed, than its schedule states.</summary>
internal static class LengthWarnings
{
    /// <summary>A sentence for each stage where it matters.</summary>
    /// <param name="checkpoint">That the run goes on from; null: none.</param>
    internal static IEnumerable<string> Of(RunPlan plan, Checkpoint? checkpoint)
    {
        int first = checkpoint?.Position.Stage ?? 0;
        for (int i = first; i < plan.Stages.Length; i++)
        {
            if (OfWarmUp(plan.Stages[i], plan.Epochs[i]) is { } warmUp)
            {
                yield return warmUp;
            }
        }

        foreach (string kept in checkpoint is null ? [] : OfKept(plan, checkpoint))
        {
            yield return kept;
        }

        if (checkpoint is { Position.Updates: > 0 } && OfResume(plan, checkpoint) is { } jump)
        {
            yield return jump;
        }
    }

    private static string? OfWarmUp(Stage stage, int epochs) =>
        epochs >= stage.Epochs || epochs > stage.Rate.WarmUpEpochs || stage.Rate.WarmUpEpochs == 0
            ? null
            : FormattableString.Invariant(
                $"stage {stage.Name} warms up for {stage.Rate.WarmUpEpochs} epochs, of which RunOptions.Epochs leaves {epochs}")
                + FormattableString.Invariant(
                    $": its learning rate ends at {epochs / stage.Rate.WarmUpEpochs:P0} of what the schedule states");

    /// <summary>A schedule that was edited since, or RunOptions that were stated then and are not now.</summary>
    private static IEnumerable<string> OfKept(RunPlan plan, Checkpoint checkpoint)
    {
        if (plan.Options.Seed is null && plan.Schedule.Seed is { } seed && seed != plan.Seed)
        {
            yield return $"the schedule states seed {seed}, but the run goes on with its own, {plan.Seed}";
        }

        for (int i = checkpoint.Position.Stage; i < plan.Stages.Length && plan.Options.Epochs is null; i++)
        {
            if (plan.Epochs[i] != plan.Stages[i].Epochs)
            {
                yield return $"the schedule states {plan.Stages[i].Epochs} epochs for stage {plan.Stages[i].Name}, but the run " +
                    $"goes on with its own {plan.Epochs[i]}: RunOptions.Epochs states another number";
            }
        }
    }

    private static string? OfResume(RunPlan plan, Checkpoint checkpoint)
    {
        RunPosition position = checkpoint.Position;
        Stage stage = plan.Stages[position.Stage];
        (int before, int now) = (checkpoint.StageEpochs[position.Stage], plan.Epochs[position.Stage]);
        if (before == now || !stage.Rate.GoesByLength)
        {
            return null;
        }

        int updates = (plan.BatchesOf(stage) - 1) / stage.Accumulate + 1;
        float was = LearningRate.At(stage.Rate, position.Updates, updates, before);
        float becomes = LearningRate.At(stage.Rate, position.Updates, updates, now);
        return FormattableString.Invariant(
            $"stage {stage.Name} was to have {before} epochs and now has {now}, and its {stage.Rate.Text} goes by their ")
            + FormattableString.Invariant($"number: the learning rate jumps from {was:G4} to {becomes:G4}");
    }
}
