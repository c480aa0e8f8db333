using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`rate halves every 3 epochs`, `rate times 0.1 every 30 epochs`, `rate cosine to 0.001`; without one the
/// rate stays.</summary>
internal static class RatePlanBinder
{
    private const string Example = "rate halves every 3 epochs";

    // `of` begins the rate of some layers, which is read elsewhere
    private static readonly string[] Words = [.. RateKinds.Keywords, "of"];

    /// <param name="initial">The optimizer's rate; 0 where it is not known.</param>
    /// <returns>Null where something is wrong with the plan.</returns>
    public static RatePlan? Bind(StatementSyntax? statement, double initial, double warmUp, StageSettings settings)
    {
        if (statement is null)
        {
            return new ConstantRate(initial, warmUp);
        }

        var phrase = settings.Read(statement, Example);
        var kind = phrase.Word(Words) is { } word ? RateKinds.Find(word) : null;
        var plan = kind?.Bind(phrase, new RateStart(initial, warmUp));
        phrase.End();
        return phrase.Failed ? null : plan;
    }
}
