using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`rate halves every 3 epochs`, `rate times 0.1 every 30 epochs`, `rate cosine to 0.001`; without one the
/// rate stays.</summary>
internal static class RatePlanBinder
{
    private const string Example = "rate halves every 3 epochs";

    /// <param name="initial">The optimizer's rate; 0 where it is not known.</param>
    /// <returns>Null where something is wrong with the plan.</returns>
    public static RatePlan? Bind(StatementSyntax? statement, double initial, double warmUp, DiagnosticBag diagnostics)
    {
        if (statement is null)
        {
            return new ConstantRate(initial, warmUp);
        }

        var phrase = new Phrase(statement, "rate", Example, diagnostics);
        RatePlan plan = phrase.Word("halves", "times", "cosine") switch
        {
            "halves" => Step(phrase, initial, warmUp, 0.5),
            "times" => Step(phrase, initial, warmUp, phrase.Real("factor", RealRange.Positive)),
            "cosine" => Cosine(phrase, initial, warmUp),
            _ => new ConstantRate(initial, warmUp),
        };
        phrase.End();
        return phrase.Failed ? null : plan;
    }

    private static StepRate Step(Phrase phrase, double initial, double warmUp, double factor)
    {
        phrase.Word("every");
        var epochs = phrase.Integer("number of epochs", Limits.Epochs);
        phrase.Word("epochs", "epoch");
        return new StepRate(initial, warmUp, factor, (int)epochs);
    }

    private static CosineRate Cosine(Phrase phrase, double initial, double warmUp)
    {
        phrase.Word("to");
        var where = phrase.Where;
        var final = phrase.Real("end", RealRange.NotNegative);
        if (!phrase.Failed && initial > 0 && final > initial)
        {
            phrase.Report(Descriptors.RateRises, where, initial, final);
        }

        return new CosineRate(initial, warmUp, final);
    }
}
