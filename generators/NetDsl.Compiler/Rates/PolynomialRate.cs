using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Rates;

/// <summary>`rate polynomial power 2 to 0.0001`: from Initial to Final over the stage's epochs, step by step, as
/// (1 − progress)^Power.</summary>
public sealed record PolynomialRate(double Initial, double WarmUpEpochs, double Power, double Final)
    : RatePlan(Initial, WarmUpEpochs)
{
    public override string Value => $"PolynomialRate({Start}, Power: {Text.Float(Power)}, Final: {Text.Float(Final)})";

    public override string Description =>
        $"rate {Text.Real(Initial)} along a polynomial of power {Text.Real(Power)} to {Text.Real(Final)}";
}

internal sealed class PolynomialRateKind : RateKind
{
    public override string Keyword => "polynomial";

    public override RatePlan Bind(Phrase phrase, RateStart start)
    {
        phrase.Word("power");
        var power = phrase.Real("power", RealRange.Positive);
        return new PolynomialRate(start.Initial, start.WarmUp, power, To(phrase, start));
    }
}
