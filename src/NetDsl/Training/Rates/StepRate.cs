namespace NetDsl;

/// <summary>Initial · Factor^⌊epoch / EveryEpochs⌋, epochs counted from 0 at the stage's start.</summary>
public sealed record StepRate(float Initial, float WarmUpEpochs, float Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs)
{
    internal override string Text =>
        FormattableString.Invariant($"rate {Initial} times {Factor} every {EveryEpochs} epochs");

    internal override double At(in StagePoint point) =>
        Initial * Math.Pow(Factor, point.Step / point.StepsPerEpoch / EveryEpochs);
}
