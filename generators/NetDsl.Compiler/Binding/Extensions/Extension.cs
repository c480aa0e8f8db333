using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>How a network changes the one that it extends.</summary>
/// <param name="network">Its statement.</param>
/// <param name="document">Where it stands.</param>
/// <param name="origin">The network that it extends; null where there is none, which is reported.</param>
internal sealed class Extension(StatementSyntax network, Document document, BaseNetwork? origin)
{
    public BaseNetwork? Base => origin;

    public Document Document => document;

    public TextSpan Head => network.Head;

    /// <summary>The network's statements, as they are written out.</summary>
    public IReadOnlyList<FlatStatement> Expand(
        BlockSyntax body, ExpansionBudget budget, NameTable names, DiagnosticBag diagnostics)
    {
        var replacements = new ReplacementReader(network, diagnostics).Read(body);
        if (origin is null)
        {
            diagnostics.Follow();
            return [];
        }

        if (budget.Exceeds(origin.Statements.Count))
        {
            var most = $"{Limits.Text(Limits.ExpandedStatements)} statements";
            diagnostics.Add(Descriptors.ExpansionTooLarge, network.Head, most);
        }

        if (budget.IsSpent)
        {
            diagnostics.Follow();
            return [];
        }

        var placed = Place(replacements, origin, diagnostics);
        return new ExtensionWriter(this, placed, new Expander(budget, names, diagnostics), names, diagnostics).Write();
    }

    /// <summary>An error of the extended network makes this one wrong too; where that is in another file, it says
    /// so.</summary>
    public void ReportBase(DiagnosticBag diagnostics)
    {
        if (origin is null or { IsWhole: true })
        {
            return;
        }

        diagnostics.Follow();
        if (!ReferenceEquals(origin.Document, document) && ExtendsClause.BaseOf(network) is { } name)
        {
            diagnostics.Add(
                Descriptors.BrokenImport, name.Span, origin.Document.NameFor(document), "reach", Excerpt.Of(name.Text),
                document.Place(name.Span, document));
        }
    }

    /// <summary>What replaces each statement; null where it stays.</summary>
    private PlacedReplacement?[] Place(
        IReadOnlyList<Replacement> replacements, BaseNetwork from, DiagnosticBag diagnostics)
    {
        var table = new TargetTable(from);
        var placed = new PlacedReplacement?[from.Statements.Count];
        foreach (var replacement in replacements)
        {
            if (table.Find(replacement.Name.Text) is not { Kind: not TargetKind.Input } target)
            {
                ReportUnknown(replacement.Name, from, table, diagnostics);
            }
            else if (Taken(placed, target) is { } first)
            {
                diagnostics.Add(
                    Descriptors.ReplacedTwice, replacement.Name.Span, Excerpt.Of(target.Name),
                    Excerpt.Of(first.Name.Text), document.Lines.Line(first.Name.Span.Start));
            }
            else
            {
                for (var index = target.Start; index <= target.End; index++)
                {
                    placed[index] = new PlacedReplacement(replacement, target);
                }
            }
        }

        return placed;
    }

    private static Replacement? Taken(PlacedReplacement?[] placed, Target target)
    {
        for (var index = target.Start; index <= target.End; index++)
        {
            if (placed[index] is { } other)
            {
                return other.Replacement;
            }
        }

        return null;
    }

    private static void ReportUnknown(WordTerm name, BaseNetwork from, TargetTable table, DiagnosticBag diagnostics)
    {
        var isInput = table.Find(name.Text) is not null;
        var isHidden = diagnostics.Hides(Descriptors.UnknownReplaced, name.Span);
        var near = isInput ? "; that is its input" : isHidden ? "" : Suggestion.For(name.Text, table.Names);
        if (near.Length > 0 || from.IsWhole)
        {
            // else the name may stand in what is wrong there
            diagnostics.Add(
                Descriptors.UnknownReplaced, name.Span, Excerpt.Of(from.Name), "layer or output",
                Excerpt.Of(name.Text), near);
        }
    }
}
