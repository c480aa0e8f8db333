using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Rates;

/// <summary>`rate halves every 3 epochs` is factor 0.5; `rate times 0.1 every 30 epochs` any other.</summary>
public sealed record StepRate(double Initial, double WarmUpEpochs, double Factor, int EveryEpochs)
    : RatePlan(Initial, WarmUpEpochs)
{
    public override string Value =>
        $"StepRate({Start}, Factor: {Text.Float(Factor)}, EveryEpochs: {Text.Number(EveryEpochs)})";

    public override string Description =>
        $"rate {Text.Real(Initial)} times {Text.Real(Factor)} every {Text.Count(EveryEpochs)} epochs";
}

internal sealed class HalvingRateKind : RateKind
{
    public override string Keyword => "halves";

    public override RatePlan Bind(Phrase phrase, RateStart start) =>
        new StepRate(start.Initial, start.WarmUp, 0.5, Every(phrase));
}

internal sealed class StepRateKind : RateKind
{
    public override string Keyword => "times";

    public override RatePlan Bind(Phrase phrase, RateStart start) =>
        new StepRate(start.Initial, start.WarmUp, phrase.Real("factor", RealRange.Positive), Every(phrase));
}
