namespace NetDsl;

/// <summary>A stage in one line: checkpoints compare it, so it says all that changes the numbers but the epochs.</summary>
internal static class StageText
{
    internal static string Describe(Stage stage) =>
        $"{stage.Name}: {(stage.Network is null ? "" : $"{stage.Description}, ")}{stage.Optimizer.Text}, " +
        Describe(stage.Rate) +
        (stage.Batch is { } batch ? $", batch {batch}" : "") +
        (stage.Momentum is { } change
            ? FormattableString.Invariant($", momentum {change.Later} after {change.AfterEpochs} epochs")
            : "") +
        (stage.Clip is { } clip ? $", {clip.Text}" : "") +
        (stage.MaximalNorm is { } norm ? FormattableString.Invariant($", maxnorm {norm}") : "") +
        (stage.Accumulate > 1 ? $", accumulate {stage.Accumulate}" : "") +
        string.Concat(stage.Layers.Select(rule => $", {rule.Text}")) +
        (stage.Stop is { } stop ? $", stop after {stop.StallEpochs} stalled epochs" : "");

    private static string Describe(RatePlan plan) => plan.WarmUpEpochs > 0
        ? FormattableString.Invariant($"{plan.Text} after {plan.WarmUpEpochs} epochs of warm-up")
        : plan.Text;
}
