using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Updates;

/// <summary>How what may differ from layer to layer is written.</summary>
internal static class RuleSubjects
{
    private static readonly string[] Keywords = ["rate", "decay", "l1", "maxnorm"];

    private static readonly RuleSubject[] Subjects =
        [RuleSubject.Rate, RuleSubject.Decay, RuleSubject.L1, RuleSubject.MaximalNorm];

    public static string Keyword(RuleSubject subject) => Keywords[Array.IndexOf(Subjects, subject)];

    public static RuleSubject Of(string keyword) => Subjects[Array.IndexOf(Keywords, keyword)];

    /// <summary>What the value may be: a limit of 0 would leave no weights.</summary>
    public static RealRange Range(RuleSubject subject) =>
        subject == RuleSubject.MaximalNorm ? RealRange.Positive : RealRange.NotNegative;

    /// <summary>What a rule may come to: nothing but 0 comes to 0.</summary>
    public static RealRange Comes(LayerRule rule) => rule.Value == 0 ? RealRange.Any : RealRange.Positive;

    /// <summary>What a rule comes to: of a rate the factor, since it follows the stage's plan; of the others what then
    /// holds in its layers.</summary>
    public static double Value(this Stage stage, LayerRule rule)
    {
        var elsewhere = stage.Elsewhere(rule.Subject) ?? 0;
        var isRate = rule.Subject == RuleSubject.Rate;
        return rule.IsFactor && !isRate ? rule.Value * elsewhere
            : isRate && !rule.IsFactor ? rule.Value / elsewhere
            : rule.Value;
    }

    /// <summary>What holds in all layers that no rule names; null for nothing.</summary>
    public static double? Elsewhere(this Stage stage, RuleSubject subject) => subject switch
    {
        RuleSubject.Rate => stage.Rate.Initial,
        RuleSubject.Decay => stage.Optimizer.Decay,
        RuleSubject.L1 => stage.Optimizer.L1,
        _ => stage.Update.MaximalNorm,
    };
}
