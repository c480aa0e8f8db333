using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>`replace digit with dense 5`: the layer of an output. What the new one does not state, its loss, weight,
/// source and labels, the output has from the one that it replaces.</summary>
internal static class OutputReplacement
{
    // behind `output digit =`
    private const int FirstOfLayer = 3;

    public static FlatStatement Write(
        Replacement replacement, BaseNetwork origin, Target target, Scope scope, DiagnosticBag diagnostics)
    {
        var replaced = origin.Statements[target.Start];
        if (replacement.Statement is not { } statement)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, replacement.Span, "'{'", ReplacementReader.Keyword,
                $"an output's layer, as in `replace {Excerpt.Of(target.Name)} with dense 10`");
            return replaced with { Kind = FlatKind.Failed };
        }

        var stated = OutputBinder.Clauses(statement.Terms, 0, scope);
        var labels = statement.Block is null && MayNameUnits(stated) ? Labels(origin, target, replacement) : null;
        var written = new StatementSyntax(
            replacement.Span, statement.Documentation, null, Terms(replacement, statement, replaced, stated),
            statement.Block ?? labels);
        return new FlatStatement(written, labels is null ? scope : scope.WithInheritedLabels());
    }

    private static EquatableArray<TermSyntax> Terms(
        Replacement replacement, StatementSyntax statement, FlatStatement replaced, Arguments stated)
    {
        var terms = new List<TermSyntax>
        {
            new WordTerm(replacement.Span, replaced.Statement.Keyword!.Text), replacement.Name,
            new SymbolTerm(replacement.Name.Span, "="),
        };
        terms.AddRange(statement.Terms);
        var span = statement.Terms[statement.Terms.Count - 1].Span;
        var inherited = OutputBinder.Clauses(replaced.Statement.Terms, FirstOfLayer, replaced.Scope);
        foreach (var attribute in OutputBinder.HeadAttributes)
        {
            if (inherited.Has(attribute.Name) && !States(stated, attribute.Name))
            {
                terms.Add(new WordTerm(span, attribute.Name));
                terms.AddRange(inherited.Values(attribute.Name).Select(term => term with { Span = span }));
            }
        }

        return terms.ToEquatableArray();
    }

    /// <summary>Whether units may have names with what is stated of the loss; with nothing stated, they may.</summary>
    private static bool MayNameUnits(Arguments stated) => LossBinder.Bind(stated, "")?.NamesUnits ?? true;

    /// <summary>Whether the new layer says it: one word of its loss says all of it.</summary>
    private static bool States(Arguments stated, string attribute) => OutputBinder.IsLoss(attribute)
        ? OutputBinder.HeadAttributes.Any(other => OutputBinder.IsLoss(other.Name) && stated.Has(other.Name))
        : stated.Has(attribute);

    /// <summary>Those of the replaced output, as if they stood in the replacement; null where it has none.</summary>
    private static BlockSyntax? Labels(BaseNetwork origin, Target target, Replacement replacement)
    {
        var head = origin.Heads.FirstOrDefault(output => output.Name == target.Name);
        if (head is not { Labels.Count: > 0 })
        {
            return null;
        }

        var span = replacement.Name.Span;
        var words = head.Labels.Select(label => (TermSyntax)new WordTerm(span, label)).ToEquatableArray();
        var line = new StatementSyntax(span, null, null, words, null);
        return new BlockSyntax(span, span, true, new EquatableArray<StatementSyntax>([line]));
    }
}
