using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>How a stage of pretraining updates: `rate 0.05  momentum 0.5  decay 0.0002`, which is sgd, or
/// `optimizer adam rate 0.001`; with either, `rate halves every 3 epochs`.</summary>
/// <param name="Change">Of the momentum; null where that stays.</param>
internal sealed record UpdateOfStage(Optimizer Optimizer, RatePlan Rate, PlacedChange? Change)
{
    private const string Plan = "rate plan";

    /// <summary>What tells two settings apart: a rate is none of the plans that it follows.</summary>
    public static string Key(StatementSyntax statement) => IsPlan(statement) ? Plan : statement.Keyword!.Text;

    /// <summary>Null where something is wrong with it, or it is not stated.</summary>
    public static UpdateOfStage? Read(StageSettings settings, double warmUp)
    {
        var isTwice = Excludes(settings, "momentum") | Excludes(settings, "decay") | ExcludesRate(settings);
        var initial = ReadRate(settings);
        var momentum = MomentumReader.Read(settings);
        var decay = Decay(settings);
        var stated = settings.Find("optimizer") is { } statement
            ? OptimizerBinder.Bind(statement, settings.Diagnostics)
            : initial is null ? null
            : new BoundOptimizer(
                new SgdOptimizer(momentum?.First ?? 0, false, decay?.Real ?? 0), initial.Real, momentum?.Change);
        var rate = RatePlanBinder.Bind(
            settings.Statements.FirstOrDefault(IsPlan), stated?.Rate ?? 0, warmUp, settings);
        return isTwice || stated?.Optimizer is null || rate is null
            ? null
            : new UpdateOfStage(stated.Optimizer, rate, stated.Change);
    }

    private static Number? ReadRate(StageSettings settings)
    {
        if (RateOf(settings) is not { } statement)
        {
            return null;
        }

        var phrase = settings.Read(statement, "rate 0.1");
        var rate = Refuse(phrase) ? 0 : phrase.Real("value", RealRange.Positive);
        phrase.End();
        return phrase.Failed ? null : new Number(rate, null);
    }

    private static Number? Decay(StageSettings settings) => settings.One(
        "decay", "decay 0.0002",
        phrase => Refuse(phrase) ? null : new Number(phrase.Real("value", RealRange.NotNegative), null));

    /// <summary>Reports what would hold in some layers only: a stage of pretraining has few.</summary>
    private static bool Refuse(Phrase phrase)
    {
        var where = phrase.Where;
        if (!phrase.Accept("of"))
        {
            return false;
        }

        phrase.Report(
            Descriptors.UnexpectedTerm, where, "'of'", PretrainBinder.Keyword,
            "a number: what holds in some layers only stands in `finetune`");
        return true;
    }

    private static bool Excludes(StageSettings settings, string keyword) => settings.Exclude(
        "optimizer", keyword, $"state it behind the optimizer: `optimizer sgd rate 0.1 {keyword} …`");

    private static bool ExcludesRate(StageSettings settings)
    {
        if (RateOf(settings) is not { } rate || !settings.Has("optimizer"))
        {
            return false;
        }

        settings.Diagnostics.Add(
            Descriptors.ConflictingAttributes, rate.Head, "optimizer", "rate",
            "the optimizer has a rate of its own: `optimizer sgd rate 0.1`");
        return true;
    }

    private static StatementSyntax? RateOf(StageSettings settings) =>
        settings.Statements.FirstOrDefault(one => one.Keyword!.Text == "rate" && !IsPlan(one));

    /// <summary>Whether it is `rate halves every 3 epochs`, and no number.</summary>
    private static bool IsPlan(StatementSyntax statement) => statement.Keyword!.Text == "rate"
        && statement.Terms.Count > 1 && RateKinds.Find(statement.Terms[1].Text) is not null;
}
