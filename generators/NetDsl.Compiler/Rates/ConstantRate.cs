namespace NetDsl.Compiler.Rates;

/// <summary>What a stage without a `rate` statement has.</summary>
public sealed record ConstantRate(double Initial, double WarmUpEpochs) : RatePlan(Initial, WarmUpEpochs)
{
    public override string Value => $"ConstantRate({Start})";

    public override string Description => $"rate {Text.Real(Initial)}";
}
