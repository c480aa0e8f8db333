using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>`finetune { … }`.</summary>
internal sealed class StageBinder(ScheduleBinder schedule, DiagnosticBag diagnostics)
{
    private const string Example = "finetune { optimizer sgd rate 0.1; epochs 10 }";

    private static readonly IReadOnlyList<string> Statements = ["optimizer", "rate", "warmup", "epochs", "stop", .. UpdateBinder.Statements];

    private static readonly string[] StopWords = ["when", "validation", "error", "stalls"];

    public BoundStage? Bind(StatementSyntax statement)
    {
        if (statement.Terms.Count > 1 && statement.Terms[1] is not ErrorTerm)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, statement.Terms[1].Span, TermText.Found(statement.Terms[1]), "finetune", "'{'");
        }

        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "finetune", Example);
            return null;
        }

        var errors = diagnostics.ErrorCount;
        var list = new StatementList(block, "finetune", Statements, Key, diagnostics);
        var optimizer = list.All("optimizer").Select(inner => OptimizerBinder.Bind(inner, diagnostics)).FirstOrDefault();
        var epochs = list.All("epochs").FirstOrDefault() is { } stated ? Epochs(stated) : null;
        var warmUp = list.All("warmup").Select(WarmUp).FirstOrDefault();
        var stop = list.All("stop").Select(BindStop).FirstOrDefault();
        var plan = list.All("rate").FirstOrDefault(inner => !UpdateBinder.IsRule(inner));
        var update = new UpdateBinder(diagnostics).Bind(list);
        Require(list, statement, "optimizer", "optimizer sgd rate 0.1");
        Require(list, statement, "epochs", "epochs 10");

        var rate = RatePlanBinder.Bind(plan, optimizer?.Rate ?? 0, warmUp?.Epochs ?? 0, diagnostics);
        if (epochs is null || optimizer?.Optimizer is null || rate is null || diagnostics.ErrorCount > errors)
        {
            return null;
        }

        RequireOrder(epochs.Value, warmUp, stop);
        var stage = new FineTuneStage(optimizer.Optimizer, rate, (int)epochs.Value, stop?.Rule)
        {
            Update = update.Options,
        };
        CheckRules(stage, update.Rules);
        return new BoundStage(stage, update.Rules);
    }

    private static string? Key(StatementSyntax statement) =>
        UpdateBinder.IsRule(statement) ? null : statement.Keyword!.Text;

    private long? Epochs(StatementSyntax statement)
    {
        var arguments = schedule.Single(statement, "number", "epochs 10");
        var epochs = arguments.Integer("number", 1, Limits.Epochs);
        return arguments.Failed ? null : epochs;
    }

    private WarmUpStatement WarmUp(StatementSyntax statement)
    {
        var arguments = schedule.Single(
            statement, "length", "warmup 2 epochs", AttributeSpec.Flag("epochs"), AttributeSpec.Flag("epoch"));
        var epochs = arguments.Real("length", RealRange.NotNegative);
        if (!arguments.Failed && !arguments.Has("epochs") && !arguments.Has("epoch"))
        {
            arguments.Report(Descriptors.MissingAttribute, arguments.Span, "warmup", "its unit 'epochs'", "warmup 2 epochs");
        }

        return new WarmUpStatement(epochs, arguments.Span);
    }

    private StopStatement? BindStop(StatementSyntax statement)
    {
        var phrase = new Phrase(statement, "stop", "stop when validation error stalls 10 epochs", diagnostics);
        foreach (var word in StopWords)
        {
            phrase.Word(word);
        }

        var epochs = phrase.Integer("number of epochs", Limits.Epochs);
        phrase.Word("epochs", "epoch");
        phrase.End();
        return phrase.Failed ? null : new StopStatement(new StopRule((int)epochs), statement.Head);
    }

    private void Require(StatementList list, StatementSyntax statement, string keyword, string example)
    {
        if (!list.HasUnknown && !list.All(keyword).Any())
        {
            diagnostics.Add(Descriptors.MissingStatement, statement.Head, "finetune", keyword, example);
        }
    }

    private void RequireOrder(long epochs, WarmUpStatement? warmUp, StopStatement? stop)
    {
        if (warmUp is not null && warmUp.Epochs >= epochs)
        {
            diagnostics.Add(Descriptors.WarmUpTooLong, warmUp.Span, warmUp.Epochs, epochs);
        }

        if (stop is not null && stop.Rule.StallEpochs >= epochs)
        {
            diagnostics.Add(Descriptors.StopNeverApplies, stop.Span, stop.Rule.StallEpochs, epochs);
        }
    }

    private void CheckRules(FineTuneStage stage, IReadOnlyList<PlacedRule> rules)
    {
        foreach (var (rule, span, _) in rules)
        {
            var subject = RuleSubjects.Keyword(rule.Subject);
            if (rule.IsFactor && stage.Elsewhere(rule.Subject) is null or 0)
            {
                diagnostics.Add(Descriptors.FactorOfNothing, span, subject, Text.Real(rule.Value));
            }
            else if (!RealRange.Any.Contains(stage.Value(rule)))
            {
                diagnostics.Add(
                    Descriptors.OutOfRange, span, $"what the {subject} comes to", "at most 1e30 times the stage's",
                    Text.Real(rule.Value));
            }
        }
    }

    private sealed record WarmUpStatement(double Epochs, TextSpan Span);

    private sealed record StopStatement(StopRule Rule, TextSpan Span);
}

/// <param name="Rules">The stage's own, with their places.</param>
internal sealed record BoundStage(Stage Stage, IReadOnlyList<PlacedRule> Rules);
