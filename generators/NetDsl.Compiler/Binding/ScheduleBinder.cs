using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`schedule Standard for LeNet5 { … }`. Nothing in it needs the network itself, so that it may stand in
/// another file.</summary>
internal sealed class ScheduleBinder(DiagnosticBag diagnostics)
{
    private const string Example = "schedule Standard for LeNet5 { … }";

    private static readonly IReadOnlyList<string> Statements = ["seed", "batch", LoadBinder.Keyword, "finetune"];

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

    /// <summary>Reads a statement of one number: `seed 42`.</summary>
    public Arguments Single(StatementSyntax statement, string value, string example, params AttributeSpec[] attributes)
    {
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, statement.Keyword!.Text);
        }

        var keyword = statement.Keyword!;
        return new Arguments(
            diagnostics, keyword, statement.Terms.Skip(1), keyword.Text, example, new AttributeSpec(value), attributes);
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
            block, "schedule", Statements, inner => inner.Keyword!.Text is "finetune" ? null : inner.Keyword.Text, diagnostics);
        var seed = Whole(list, "seed", "number", 0, long.MaxValue, "seed 42");
        var batch = Whole(list, "batch", "size", 1, Limits.Batch, "batch 64");
        var load = new LoadBinder(diagnostics).Bind(list, IsStage);
        var stages = list.All("finetune").Select(inner => new StageBinder(this, diagnostics).Bind(inner)).ToList();
        Require(batch is not null, "batch", "batch 64");
        Require(stages.Count > 0, "finetune", "finetune { optimizer sgd rate 0.1; epochs 10 }");
        return batch is null || stages.Any(stage => stage is null)
            ? null
            : new Schedule(
                name, statement.Documentation, network, seed, (int)batch.Value,
                stages.Select(stage => stage!.Stage).ToEquatableArray())
            {
                Load = load?.Load,
                Places = stages.All(stage => stage!.Rules.Count == 0) && load is null or { Ranges.Count: 0 }
                    ? null
                    : new RulePlaces(
                        diagnostics.Scope.Document.Path, stages.Select(stage => Places(stage!)).ToEquatableArray())
                    {
                        Load = load is null ? null : Place(load.Statement, load.Ranges),
                    },
            };

        void Require(bool isThere, string what, string example)
        {
            if (!isThere && !list.HasUnknown)
            {
                diagnostics.Add(Descriptors.MissingStatement, statement.Head, $"schedule {name}", what, example);
            }
        }
    }

    private static bool IsStage(StatementSyntax statement) =>
        statement.Keyword!.Text is not ("seed" or "batch" or LoadBinder.Keyword);

    private StagePlaces Places(BoundStage stage) => new(stage.Rules
        .Select(rule => Place(rule.Statement, rule.Ranges)).ToEquatableArray());

    private RulePlace Place(TextSpan statement, IReadOnlyList<TextSpan> ranges) =>
        new(Place(statement), ranges.Select(Place).ToEquatableArray());

    private StatementPlace Place(TextSpan span) => new(diagnostics.Lines.Locate(span));

    /// <summary>The number of a statement, or null where it is absent.</summary>
    private long? Whole(StatementList list, string keyword, string value, long least, long most, string example) =>
        list.All(keyword).FirstOrDefault() is { } statement
            ? Single(statement, value, example).Integer(value, least, most)
            : null;
}

/// <param name="Schedule">Null where something is wrong in it.</param>
internal sealed record BoundSchedule(WordTerm Name, WordTerm Network, Schedule? Schedule);
