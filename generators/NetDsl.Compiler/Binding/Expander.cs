using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Writes out the repeats and uses of blocks of one network, and enters the names that its file gives: all of
/// them before any is made, so that a made name avoids those that come later.</summary>
internal sealed class Expander(ExpansionBudget budget, NameTable names, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, int> uses = [];
    private List<FlatStatement> flat = [];

    /// <param name="scope">Where the statements stand.</param>
    public IReadOnlyList<FlatStatement> Expand(IReadOnlyList<StatementSyntax> statements, Scope scope)
    {
        var outside = diagnostics.Scope;
        flat = [];
        Walk(statements, scope);
        diagnostics.Scope = outside;
        return flat;
    }

    private void Walk(IReadOnlyList<StatementSyntax> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            diagnostics.Checkpoint?.Invoke();
            diagnostics.Scope = scope;
            if (scope.IsExpanded && !Spend(statement))
            {
                return;
            }

            if (statement.Keyword?.Text == "repeat")
            {
                Repeat(statement, scope);
            }
            else if (scope.IsJoin)
            {
                Branch(statement, scope);
            }
            else if (statement is { Block: { } body, Keyword: { } join } && Layers.LayerKinds.IsJoin(join.Text))
            {
                Join(statement, body, scope);
            }
            else if (statement.Keyword is { } keyword
                && (scope.File.Block(keyword.Text) is not null || IsUse(statement)))
            {
                Use(statement, keyword, scope);
            }
            else
            {
                flat.Add(new FlatStatement(Named(statement, scope), scope));
            }
        }
    }

    private static bool IsUse(StatementSyntax statement) =>
        statement.Terms.Count > 1 && statement.Terms[1].Text == "("
        && Layers.LayerKinds.Find(statement.Keyword!.Text) is null
        && statement.Keyword.Text is not "input" and not ProjectionBinder.Keyword && !OutputsBinder.IsOutput(statement.Keyword.Text);

    /// <summary>The statement with its full name, which is entered.</summary>
    private StatementSyntax Named(StatementSyntax statement, Scope scope)
    {
        var isOutput = statement.Keyword is { } keyword && OutputsBinder.IsOutput(keyword.Text);
        var isEnd = isOutput || statement.Keyword?.Text == "input";
        if (isEnd && !scope.IsExpanded && statement.Terms.Count > 1 && statement.Terms[1] is WordTerm end)
        {
            names.Add(end, isHead: isOutput, isInput: !isOutput);
        }
        else if (!isEnd && statement.Name is { } given)
        {
            var name = given with { Text = scope.NameOf(given.Text) };
            names.Add(name);
            return statement with { Name = name };
        }

        return statement;
    }

    private void Repeat(StatementSyntax statement, Scope scope)
    {
        if (statement.Name is { } name)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), "repeat");
        }

        var arguments = new Arguments(
            diagnostics, statement.Keyword!, statement.Terms.Skip(1), "repeat", "repeat 3 { … }", new AttributeSpec("number"), []);
        var count = arguments.Integer("number", 0, Limits.ExpandedStatements);
        if (statement.Block is not { } body)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "repeat", "repeat 3 { … }");
            Fail(statement, scope);
            return;
        }

        if (arguments.Failed)
        {
            Fail(statement, scope);
            return;
        }

        for (var turn = 1; turn <= count && Deeper(statement, scope); turn++)
        {
            Walk(body.Statements, scope.Turn(turn));
        }

        FailIfCut(statement, scope);
    }

    /// <summary>`concat { branch { … } branch { … } }`</summary>
    private void Join(StatementSyntax statement, BlockSyntax body, Scope scope)
    {
        var named = Named(statement, scope);
        flat.Add(new FlatStatement(named, scope, FlatKind.JoinStart));
        var errors = diagnostics.ErrorCount;
        Walk(body.Statements, scope.Joined(true));
        var isWhole = diagnostics.ErrorCount == errors && !body.Statements.Any(inner => inner.HasErrorTerm);
        flat.Add(new FlatStatement(named, scope, isWhole ? FlatKind.JoinEnd : FlatKind.JoinLost));
    }

    private void Branch(StatementSyntax statement, Scope scope)
    {
        if (statement.Keyword?.Text != "branch")
        {
            if (!statement.HasErrorTerm)
            {
                var found = statement.Terms.Count > 0 ? TermText.Found(statement.Terms[0]) : "'{'";
                diagnostics.Add(Descriptors.BranchExpected, statement.Head, found);
            }

            diagnostics.Follow();
            return;
        }

        if (statement.Name is { } name)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), "branch");
        }

        if (statement.Block is not { } body)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "branch", "branch { conv 1x1 filters 8 }");
            return;
        }

        flat.Add(new FlatStatement(statement, scope, FlatKind.BranchStart));
        Walk(body.Statements, scope.Joined(false));
        flat.Add(new FlatStatement(statement, scope, FlatKind.BranchEnd));
    }

    private void Use(StatementSyntax statement, WordTerm keyword, Scope scope)
    {
        var name = UseName(statement, keyword, scope);
        var call = SourceClause.Split(statement).Statement;
        var inside = new UseBinder(diagnostics).Bind(call, keyword, name, scope);
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, $"a use of {Excerpt.Of(keyword.Text)}");
        }

        if (inside is null || !Deeper(statement, scope))
        {
            Fail(statement, scope);
            return;
        }

        flat.Add(new FlatStatement(statement, scope, FlatKind.UseStart, inside));
        Walk(inside.Use!.Block.Body.Statements, inside);
        flat.Add(new FlatStatement(statement, scope, FlatKind.UseEnd, inside));
        FailIfCut(statement, scope);
    }

    /// <summary>The name as given; else the block's in lower case, and the number of its use, as for a layer.</summary>
    private string UseName(StatementSyntax statement, WordTerm keyword, Scope scope)
    {
        var kind = scope.Prefix + char.ToLowerInvariant(keyword.Text[0]) + keyword.Text.Substring(1);
        uses.TryGetValue(kind, out var count);
        uses[kind] = ++count;
        if (statement.Name is { } given)
        {
            var name = given with { Text = scope.NameOf(given.Text) };
            names.Reserve(name);
            return name.Text;
        }

        while (names.Contains(FormattableString.Invariant($"{kind}{count}")))
        {
            count++;
        }

        uses[kind] = count;
        return FormattableString.Invariant($"{kind}{count}");
    }

    private bool Deeper(StatementSyntax statement, Scope scope)
    {
        diagnostics.Scope = scope;
        if (scope.Depth < Limits.ExpandedDepth)
        {
            return Spend(statement);
        }

        if (budget.End())
        {
            diagnostics.Add(Descriptors.ExpansionTooLarge, statement.Head, $"{Limits.ExpandedDepth} in one another");
        }

        return false;
    }

    /// <summary>Counts one more statement written out; once too many are reported, nothing more is.</summary>
    private bool Spend(StatementSyntax statement)
    {
        if (budget.Exceeds(1))
        {
            diagnostics.Add(
                Descriptors.ExpansionTooLarge, statement.Head, $"{Limits.Text(Limits.ExpandedStatements)} statements");
        }

        return !budget.IsSpent;
    }

    private void FailIfCut(StatementSyntax statement, Scope scope)
    {
        if (budget.IsSpent)
        {
            Fail(statement, scope); // in the network that spent the budget, and in those behind it
        }
    }

    private void Fail(StatementSyntax statement, Scope scope)
    {
        diagnostics.Follow();
        flat.Add(new FlatStatement(statement, scope, FlatKind.Failed));
    }
}
