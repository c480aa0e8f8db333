namespace NetDsl;

/// <summary>The same rate throughout.</summary>
public sealed record ConstantRate(float Initial, float WarmUpEpochs) : RatePlan(Initial, WarmUpEpochs)
{
    internal override string Text => FormattableString.Invariant($"rate {Initial}");

    internal override double At(in StagePoint point) => Initial;
}
