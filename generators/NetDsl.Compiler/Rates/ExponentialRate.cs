using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Rates;

/// <summary>`rate exponential 0.95 every 1 epoch`: the factor over so many epochs, step by step in between.</summary>
public sealed record ExponentialRate(double Initial, double WarmUpEpochs, double Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs)
{
    public override string Value =>
        $"ExponentialRate({Start}, Factor: {Text.Float(Factor)}, EveryEpochs: {Text.Number(EveryEpochs)})";

    public override string Description =>
        $"rate {Text.Real(Initial)} exponentially times {Text.Real(Factor)} every {Text.Count(EveryEpochs)} epochs";
}

internal sealed class ExponentialRateKind : RateKind
{
    public override string Keyword => "exponential";

    public override RatePlan Bind(Phrase phrase, RateStart start) =>
        new ExponentialRate(start.Initial, start.WarmUp, phrase.Real("factor", RealRange.Positive), Every(phrase));
}
