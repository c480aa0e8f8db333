using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Rates;

/// <summary>`rate cosine to 0.001`: half a cosine from Initial to Final over the stage's epochs, step by step.</summary>
public sealed record CosineRate(double Initial, double WarmUpEpochs, double Final) : RatePlan(Initial, WarmUpEpochs)
{
    public override string Value => $"CosineRate({Start}, Final: {Text.Float(Final)})";

    public override string Description => $"rate {Text.Real(Initial)} along a cosine to {Text.Real(Final)}";
}

internal sealed class CosineRateKind : RateKind
{
    public override string Keyword => "cosine";

    public override RatePlan Bind(Phrase phrase, RateStart start) =>
        new CosineRate(start.Initial, start.WarmUp, To(phrase, start));
}
