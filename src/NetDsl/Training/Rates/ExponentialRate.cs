namespace NetDsl;

/// <summary>Initial · Factor^(e / EveryEpochs), where e counts the epochs after the warm-up with their fractions: at the
/// end of each epoch the rate of PyTorch's ExponentialLR, and between them, step by step, the curve through
/// those.</summary>
public sealed record ExponentialRate(float Initial, float WarmUpEpochs, float Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs)
{
    internal override string Text =>
        FormattableString.Invariant($"rate exponential from {Initial} times {Factor} every {EveryEpochs} epochs");

    internal override double At(in StagePoint point) =>
        Initial * Math.Pow(Factor, point.EpochsAfterWarmUp / EveryEpochs);
}
