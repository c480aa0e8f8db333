namespace NetDsl;

/// <summary>Half a cosine from Initial to Final over the epochs after the warm-up: Loshchilov and Hutter
/// 2017.</summary>
public sealed record CosineRate(float Initial, float WarmUpEpochs, float Final) : RatePlan(Initial, WarmUpEpochs)
{
    internal override string Text => FormattableString.Invariant($"rate cosine from {Initial} to {Final}");

    internal override bool GoesByLength => true;

    internal override double At(in StagePoint point) =>
        Final + (Initial - (double)Final) * 0.5 * (1 + Math.Cos(Math.PI * point.Progress));
}
