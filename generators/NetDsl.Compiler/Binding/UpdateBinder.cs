using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>The statements of `finetune` about updates: `clip norm 1`, `maxnorm 3`, `accumulate 4`,
/// `rate of fc8 is 0.01`.</summary>
internal sealed class UpdateBinder(StageSettings settings)
{
    public static readonly IReadOnlyList<string> Statements = ["clip", "maxnorm", "accumulate", "decay", "l1"];

    /// <summary>Whether a statement is about some layers, of which there may be several.</summary>
    public static bool IsRule(StatementSyntax statement) => statement.Keyword?.Text switch
    {
        "decay" or "l1" => true,
        "rate" or "maxnorm" => statement.Terms.Count > 1 && statement.Terms[1].Text == "of",
        _ => false,
    };

    /// <summary>What holds in all layers, and what in some.</summary>
    public BoundUpdate Bind()
    {
        var rules = new List<PlacedRule>();
        foreach (var statement in settings.Statements)
        {
            if (IsRule(statement) && BindRule(statement) is { } rule)
            {
                rules.Add(rule);
            }
        }

        var accumulate = settings.One("accumulate", "accumulate 4", BindAccumulate);
        var options = BindLimits() with
        {
            Accumulate = (int)(accumulate?.Whole ?? 1),
            Layers = rules.Select(rule => rule.Rule).ToEquatableArray(),
        };
        return new BoundUpdate(options, rules);
    }

    /// <summary>`clip` and `maxnorm` alone.</summary>
    public UpdateOptions BindLimits()
    {
        var clip = settings.One("clip", "clip norm 1", BindClip);
        var norm = settings.Statements.FirstOrDefault(
            statement => statement.Keyword!.Text == "maxnorm" && !IsRule(statement));
        return UpdateOptions.None with { Clip = clip, MaximalNorm = norm is null ? null : BindNorm(norm)?.Real };
    }

    private static Clipping BindClip(Phrase phrase)
    {
        var isNorm = phrase.Word("norm", "value") == "norm";
        return new Clipping(isNorm, phrase.Real("limit", RealRange.Positive));
    }

    private Number? BindNorm(StatementSyntax statement)
    {
        var phrase = settings.Read(statement, "maxnorm 3");
        var norm = phrase.Real("norm", RealRange.Positive);
        phrase.End();
        return phrase.Failed ? null : new Number(norm, null);
    }

    private static Number BindAccumulate(Phrase phrase)
    {
        var batches = phrase.Integer("number of batches", Limits.Batch);
        if (!phrase.Accept("batches"))
        {
            phrase.Accept("batch");
        }

        return Number.Of(batches);
    }

    private PlacedRule? BindRule(StatementSyntax statement)
    {
        var keyword = statement.Keyword!.Text;
        var phrase = settings.Read(statement, $"{keyword} of c1 times 0.1");
        phrase.Word("of");
        var placed = LayerSetReader.Read(phrase);
        var isFactor = phrase.Word("is", "times") == "times";
        var subject = RuleSubjects.Of(keyword);
        var value = phrase.Real(isFactor ? "factor" : keyword, RuleSubjects.Range(subject));
        phrase.End();
        return phrase.Failed
            ? null
            : new PlacedRule(new LayerRule(subject, placed.Layers, isFactor, value), statement.Head, placed.Spans);
    }
}

/// <param name="Rules">As in the options, with their places.</param>
internal sealed record BoundUpdate(UpdateOptions Options, IReadOnlyList<PlacedRule> Rules);

/// <param name="Ranges">Where each of its ranges of layers stands.</param>
internal sealed record PlacedRule(LayerRule Rule, TextSpan Statement, IReadOnlyList<TextSpan> Ranges);
