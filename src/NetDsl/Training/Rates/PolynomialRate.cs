namespace NetDsl;

/// <summary>Final + (Initial − Final) · (1 − p)^Power, where p runs from 0 to 1 over the steps after the warm-up: with a
/// Final of 0, PyTorch's PolynomialLR stepped with every batch.</summary>
public sealed record PolynomialRate(float Initial, float WarmUpEpochs, float Power, float Final)
    : RatePlan(Initial, WarmUpEpochs)
{
    internal override string Text =>
        FormattableString.Invariant($"rate polynomial power {Power} from {Initial} to {Final}");

    internal override bool GoesByLength => true;

    internal override double At(in StagePoint point) =>
        Final + (Initial - (double)Final) * Math.Pow(1 - point.Progress, Power);
}
