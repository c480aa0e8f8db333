using System.Globalization;

namespace NetDsl;

/// <summary>Stages in one line: checkpoints compare it, so it says all that changes the numbers but the
/// epochs.</summary>
internal static class StageText
{
    internal static string Describe(FineTuneStage[] stages) => string.Join("; ", stages.Select(Describe));

    private static string Describe(FineTuneStage stage) =>
        $"{stage.Name}: {Describe(stage.Optimizer)}, {Describe(stage.Rate)}" +
        (stage.Stop is { } stop ? $", stop after {stop.StallEpochs} stalled epochs" : "");

    private static string Describe(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => Invariant($"sgd momentum {sgd.Momentum}{(sgd.Nesterov ? " nesterov" : "")} decay {sgd.Decay}"),
        Adam adam => Invariant($"adam {adam.Beta1} {adam.Beta2} epsilon {adam.Epsilon} decay {adam.Decay}"),
        _ => throw new NotSupportedException($"an optimizer of an unknown kind: {optimizer.GetType().Name}"),
    };

    private static string Describe(RatePlan plan) => plan switch
    {
        ConstantRate => Invariant($"rate {plan.Initial}"),
        StepRate steps => Invariant($"rate {plan.Initial} times {steps.Factor} every {steps.EveryEpochs} epochs"),
        CosineRate cosine => Invariant($"rate cosine from {plan.Initial} to {cosine.Final}"),
        _ => throw new NotSupportedException($"a rate plan of an unknown kind: {plan.GetType().Name}"),
    } + (plan.WarmUpEpochs > 0 ? Invariant($" after {plan.WarmUpEpochs} epochs of warm-up") : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
