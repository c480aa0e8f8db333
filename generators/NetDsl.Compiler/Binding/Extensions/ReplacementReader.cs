using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>The form of what stands in an extension.</summary>
internal sealed class ReplacementReader(StatementSyntax network, DiagnosticBag diagnostics)
{
    public const string Keyword = "replace";

    private const string Example = "replace fc8 with dense 37";

    private static readonly IReadOnlyList<string> Known = [Keyword];

    /// <summary>Those that are written rightly; the others are reported.</summary>
    public IReadOnlyList<Replacement> Read(BlockSyntax block)
    {
        var replacements = new List<Replacement>();
        foreach (var statement in block.Statements)
        {
            if (statement.Keyword?.Text != Keyword)
            {
                Refuse(statement);
            }
            else if (Read(statement) is { } replacement)
            {
                replacements.Add(replacement);
            }
        }

        return replacements;
    }

    private void Refuse(StatementSyntax statement)
    {
        if (statement.Keyword is not { } keyword)
        {
            if (!statement.HasErrorTerm)
            {
                var found = statement.Terms.Count > 0 ? TermText.Found(statement.Terms[0])
                    : statement.Block is null ? "the end of the line" : "'{'";
                diagnostics.Add(Descriptors.StatementExpected, statement.Head, found, $"`{Example}`");
            }

            return;
        }

        var isUse = statement.Terms.Count > 1 && statement.Terms[1].Text == "(";
        if (isUse || keyword.Text is "input" or "repeat" or ProjectionBinder.Keyword
            || OutputsBinder.IsOutput(keyword.Text) || LayerKinds.Find(keyword.Text) is not null)
        {
            diagnostics.Add(
                Descriptors.NotInExtension, statement.Head, Excerpt.Of(keyword.Text),
                Excerpt.Of(ExtendsClause.NetworkOf(network)!.Text),
                Excerpt.Of(ExtendsClause.BaseOf(network)?.Text ?? "another"));
            return;
        }

        diagnostics.Add(
            Descriptors.UnknownStatement, keyword.Span, Excerpt.Of(keyword.Text), "a network that extends another",
            $"`{Example}`", Suggestion.For(keyword.Text, Known));
    }

    private Replacement? Read(StatementSyntax statement)
    {
        if (statement.Name is { } assigned)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, assigned.Span, Excerpt.Of(assigned.Text), Keyword);
        }

        if (statement.HasErrorTerm)
        {
            return null; // the parser has reported it
        }

        var terms = statement.Terms;
        var found = terms.Count > 1 ? terms[1] : null;
        if (found is not WordTerm name)
        {
            diagnostics.Add(
                Descriptors.MissingName, found?.Span ?? statement.Head, Keyword, TermText.Found(found), Example);
            return null;
        }

        if (terms.Count < 3 || terms[2].Text != "with")
        {
            return Refuse(terms.Count < 3 ? null : terms[2], "'with'");
        }

        if (terms.Count == 3)
        {
            return statement.Block is { } block
                ? new Replacement(name, null, block.Statements, statement.Head)
                : Refuse(null, "a layer, a use of a block or '{'");
        }

        if (terms.Count > 4 && terms[4].Text == "=")
        {
            return Refuse(terms[4], $"a layer without a name: it keeps '{Excerpt.Of(name.Text)}'");
        }

        return terms[3] is WordTerm keyword && CanReplace(keyword.Text)
            ? Create(statement, name, keyword)
            : Refuse(terms[3], "a layer, a use of a block or '{'");

        Replacement? Refuse(TermSyntax? wrong, string expected)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, wrong?.Span ?? statement.Head, TermText.Found(wrong), Keyword, expected);
            return null;
        }
    }

    private static bool CanReplace(string keyword) =>
        keyword is not ("input" or Keyword) && !OutputsBinder.IsOutput(keyword);

    private static Replacement Create(StatementSyntax statement, WordTerm name, WordTerm keyword)
    {
        var span = new TextSpan(keyword.Span.Start, statement.Span.End);
        var terms = statement.Terms.Skip(3).ToEquatableArray();
        var isRepeat = keyword.Text == "repeat";
        var inner = new StatementSyntax(span, statement.Documentation, isRepeat ? null : name, terms, statement.Block);
        return isRepeat
            ? new Replacement(name, null, [inner], statement.Head)
            : new Replacement(name, inner, null, statement.Head);
    }
}
