using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>The statements of `finetune` about updates: `clip norm 1`, `maxnorm 3`, `accumulate 4`,
/// `rate of fc8 is 0.01`.</summary>
internal sealed class UpdateBinder(DiagnosticBag diagnostics)
{
    public static readonly IReadOnlyList<string> Statements = ["clip", "maxnorm", "accumulate", "decay", "l1"];

    /// <summary>Whether a statement is about some layers, of which there may be several.</summary>
    public static bool IsRule(StatementSyntax statement) => statement.Keyword?.Text switch
    {
        "decay" or "l1" => true,
        "rate" or "maxnorm" => statement.Terms.Count > 1 && statement.Terms[1].Text == "of",
        _ => false,
    };

    public BoundUpdate Bind(StatementList list)
    {
        var clip = list.All("clip").Select(BindClip).FirstOrDefault();
        var norm = list.All("maxnorm").Where(statement => !IsRule(statement)).Select(BindNorm).FirstOrDefault();
        var accumulate = list.All("accumulate").Select(BindAccumulate).FirstOrDefault();
        var rules = new List<PlacedRule>();
        foreach (var statement in list.Statements)
        {
            if (IsRule(statement) && BindRule(statement) is { } rule)
            {
                rules.Add(rule);
            }
        }

        var options = new UpdateOptions(
            clip, norm?.Real, (int)(accumulate?.Whole ?? 1), rules.Select(rule => rule.Rule).ToEquatableArray());
        return new BoundUpdate(options, rules);
    }

    private Clipping? BindClip(StatementSyntax statement)
    {
        var phrase = new Phrase(statement, "clip", "clip norm 1", diagnostics);
        var isNorm = phrase.Word("norm", "value") == "norm";
        var limit = phrase.Real("limit", RealRange.Positive);
        phrase.End();
        return phrase.Failed ? null : new Clipping(isNorm, limit);
    }

    private Number? BindNorm(StatementSyntax statement)
    {
        var phrase = new Phrase(statement, "maxnorm", "maxnorm 3", diagnostics);
        var norm = phrase.Real("norm", RealRange.Positive);
        phrase.End();
        return phrase.Failed ? null : new Number(norm, null);
    }

    private Number? BindAccumulate(StatementSyntax statement)
    {
        var phrase = new Phrase(statement, "accumulate", "accumulate 4", diagnostics);
        var batches = phrase.Integer("number of batches", Limits.Batch);
        if (!phrase.Accept("batches"))
        {
            phrase.Accept("batch");
        }

        phrase.End();
        return phrase.Failed ? null : Number.Of(batches);
    }

    private PlacedRule? BindRule(StatementSyntax statement)
    {
        var keyword = statement.Keyword!.Text;
        var phrase = new Phrase(statement, keyword, $"{keyword} of c1 times 0.1", diagnostics);
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
