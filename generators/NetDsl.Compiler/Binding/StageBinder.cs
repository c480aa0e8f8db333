using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>`finetune { … }`.</summary>
internal sealed class StageBinder(DiagnosticBag diagnostics)
{
    public const string Keyword = "finetune";

    private const string Example = "finetune { optimizer sgd rate 0.1; epochs 10 }";

    /// <summary>What may stand in it.</summary>
    public static readonly IReadOnlyList<string> Settings =
        ["optimizer", "rate", "freeze", .. StageLength.Settings, .. UpdateBinder.Statements];

    /// <summary>The stage, or null where something is wrong in it.</summary>
    public BoundStage? Bind(StatementSyntax statement)
    {
        if (statement.Terms.Count > 1 && statement.Terms[1] is not ErrorTerm)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, statement.Terms[1].Span, TermText.Found(statement.Terms[1]), Keyword, "'{'");
        }

        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, Keyword, Example);
            return null;
        }

        var settings = new StageSettings(statement, block, Keyword, Settings, Key, diagnostics);
        var length = StageLength.Read(settings);
        var optimizer = settings.Find("optimizer") is { } stated ? OptimizerBinder.Bind(stated, diagnostics) : null;
        var plan = settings.Statements.FirstOrDefault(
            inner => inner.Keyword!.Text == "rate" && !UpdateBinder.IsRule(inner));
        var update = new UpdateBinder(settings).Bind();
        var frozen = settings.One("freeze", "freeze conv1_1 .. conv4_3", LayerSetReader.Read);
        var rate = RatePlanBinder.Bind(plan, optimizer?.Rate ?? 0, length.WarmUp, settings);
        settings.Require("optimizer sgd rate 0.1", "optimizer");
        settings.Require("epochs 10", "epochs");
        if (length.Epochs is not { } epochs || optimizer?.Optimizer is null || rate is null || settings.Failed)
        {
            return null;
        }

        length.Check(settings, optimizer.Change);
        var stage = new FineTuneStage(optimizer.Optimizer, rate, epochs, length.Stop)
        {
            Update = update.Options,
            Batch = length.Batch,
            Momentum = optimizer.Change?.Change,
            Frozen = frozen?.Layers,
        };
        CheckRules(stage, update.Rules);
        return new BoundStage(stage, statement.Head, settings)
        {
            Rules = update.Rules,
            Frozen = frozen?.Spans ?? [],
        };
    }

    private static string? Key(StatementSyntax statement) =>
        UpdateBinder.IsRule(statement) ? null : statement.Keyword!.Text;

    private void CheckRules(FineTuneStage stage, IReadOnlyList<PlacedRule> rules)
    {
        foreach (var (rule, span, _) in rules)
        {
            var subject = RuleSubjects.Keyword(rule.Subject);
            if (rule.IsFactor && stage.Elsewhere(rule.Subject) is null or 0)
            {
                diagnostics.Add(Descriptors.FactorOfNothing, span, subject, Text.Real(rule.Value));
            }
            else if (!RuleSubjects.Comes(rule).Contains(stage.Value(rule)))
            {
                diagnostics.Add(
                    Descriptors.OutOfRange, span, $"what the {subject} comes to",
                    "at least 1e-45 and at most 1e30 times the stage's", Text.Real(rule.Value));
            }
        }
    }
}
