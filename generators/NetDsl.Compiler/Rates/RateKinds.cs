namespace NetDsl.Compiler.Rates;

/// <summary>The rate plans of the language: a new one is a file beside this and a row here.</summary>
internal static class RateKinds
{
    public static readonly IReadOnlyList<RateKind> All =
    [
        new HalvingRateKind(),
        new StepRateKind(),
        new ExponentialRateKind(),
        new PolynomialRateKind(),
        new CosineRateKind(),
    ];

    public static readonly string[] Keywords = All.Select(kind => kind.Keyword).ToArray();

    public static RateKind? Find(string keyword)
    {
        foreach (var kind in All)
        {
            if (kind.Keyword == keyword)
            {
                return kind;
            }
        }

        return null;
    }
}
