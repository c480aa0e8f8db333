using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`schedule Standard for LeNet5 { … }`. Nothing in it needs the network itself, so that it may stand in
/// another file.</summary>
internal sealed class ScheduleBinder(DiagnosticBag diagnostics)
{
    private const string Example = "schedule Standard for LeNet5 { … }";

    // GRAMMAR.md says so
    private const long DefaultBatch = 64;

    private static readonly IReadOnlyList<string> Statements =
        ["seed", "batch", LoadBinder.Keyword, PretrainBinder.Keyword, StageBinder.Keyword];

    /// <summary>The schedule, or what is left of it; null where not even its name is known.</summary>
    public BoundSchedule? Bind(StatementSyntax statement)
    {
        var errors = diagnostics.ErrorCount;
        if (BindHead(statement) is not var (name, network))
        {
            return null;
        }

        var schedule = BindBlock(statement, name.Text, network.Text);
        var isWhole = diagnostics.ErrorCount == errors && schedule is not null && !statement.HasErrorInside;
        return new BoundSchedule(name, network, isWhole ? schedule : null);
    }

    private (WordTerm Name, WordTerm Network)? BindHead(StatementSyntax statement)
    {
        var terms = statement.Terms;
        if (statement.HasErrorTerm)
        {
            return null;
        }

        var name = terms.Count > 1 ? terms[1] : null;
        if (name is not WordTerm word)
        {
            diagnostics.Add(Descriptors.MissingName, name?.Span ?? statement.Head, "schedule", TermText.Found(name), Example);
            return null;
        }

        if (terms.Count < 4 || terms[2].Text != "for" || terms[3] is not WordTerm network)
        {
            var wrong = terms.Count > 2 && terms[2].Text != "for" ? terms[2] : terms.Count > 3 ? terms[3] : null;
            var expected = wrong is null || wrong == terms[2] ? "'for' and the name of a network" : "the name of a network";
            diagnostics.Add(Descriptors.UnexpectedTerm, wrong?.Span ?? statement.Head, TermText.Found(wrong), "schedule", expected);
            return null;
        }

        if (terms.Count > 4)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, terms[4].Span, TermText.Found(terms[4]), "schedule", "'{'");
        }

        return (word, network);
    }

    private Schedule? BindBlock(StatementSyntax statement, string name, string network)
    {
        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "schedule", Example);
            return null;
        }

        var list = new StatementList(
            block, "schedule", Statements, inner => IsStage(inner) ? null : inner.Keyword!.Text, diagnostics);
        var seed = Whole(list, "seed", "number", 0, long.MaxValue, "seed 42");
        var batch = Whole(list, "batch", "size", 1, Limits.Batch, "batch 64");
        var load = new LoadBinder(diagnostics).Bind(list, IsStage);
        var stages = list.Statements.Where(IsStage).Select(BindStage).ToList();
        if (stages.Count == 0 && !list.HasUnknown)
        {
            diagnostics.Add(
                Descriptors.MissingStatement, statement.Head, $"schedule {name}", StageBinder.Keyword,
                "finetune { optimizer sgd rate 0.1; epochs 10 }");
        }

        if (stages.Any(stage => stage is null))
        {
            return null;
        }

        var all = stages.SelectMany(stage => stage!).ToList();
        var lines = diagnostics.Lines;
        return new Schedule(
            name, statement.Documentation, network, seed, (int)(batch ?? DefaultBatch),
            all.Select(stage => stage.Stage).ToEquatableArray())
        {
            Load = load?.Load,
            Places = all.Any(stage => stage.NamesLayers) || load is { Ranges.Count: > 0 }
                ? new RulePlaces(
                    diagnostics.Scope.Document.Path, all.Select(stage => stage.Places(lines)).ToEquatableArray())
                {
                    Load = load is null ? null : RulePlace.Of(load.Statement, load.Ranges, lines),
                }
                : null,
        };
    }

    private static bool IsStage(StatementSyntax statement) =>
        statement.Keyword!.Text is StageBinder.Keyword or PretrainBinder.Keyword;

    /// <summary>The stages of one statement; null where something is wrong with it.</summary>
    private IReadOnlyList<BoundStage>? BindStage(StatementSyntax statement) =>
        statement.Keyword!.Text == PretrainBinder.Keyword ? new PretrainBinder(diagnostics).Bind(statement)
        : new StageBinder(diagnostics).Bind(statement) is { } stage ? [stage]
        : null;

    /// <summary>The number of a statement, or null where it is absent.</summary>
    private long? Whole(StatementList list, string keyword, string value, long least, long most, string example) =>
        list.All(keyword).FirstOrDefault() is { } statement
            ? StatementArguments.Of(statement, example, new AttributeSpec(value), diagnostics)
                .Integer(value, least, most)
            : null;
}

/// <param name="Schedule">Null where something is wrong in it.</param>
internal sealed record BoundSchedule(WordTerm Name, WordTerm Network, Schedule? Schedule);
