using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>Writes out what replaces something of an extended network.</summary>
internal sealed class ReplacementWriter(
    BaseNetwork origin, Expander expander, NameTable names, DiagnosticBag diagnostics)
{
    private readonly Scope file = diagnostics.Scope;

    public IReadOnlyList<FlatStatement> Write(PlacedReplacement placed)
    {
        var (replacement, target) = (placed.Replacement, placed.Target);
        diagnostics.Scope = file;
        switch (target.Kind)
        {
            case TargetKind.Output:
                names.Add(replacement.Name, isHead: true);
                return [OutputReplacement.Write(replacement, origin, target, file, diagnostics)];
            case TargetKind.Activation:
                return [.. WriteLayers(replacement, target), NameOfWhole(replacement, target)];
            default:
                return WriteLayers(replacement, target);
        }
    }

    /// <summary>What a statement with an activation gives has the name of its layer, whatever the activation is.</summary>
    private FlatStatement NameOfWhole(Replacement replacement, Target target)
    {
        var scope = origin.Statements[target.Start].Scope;
        return new FlatStatement(
            Call(replacement), file, FlatKind.Alias, scope.Replacing(origin.NameOf(target.Start)!, scope));
    }

    private IReadOnlyList<FlatStatement> WriteLayers(Replacement replacement, Target target)
    {
        var replaced = origin.Statements[target.Start];
        var scope = file.Replacing(target.Name, replaced.Scope);
        var clause = target.Kind == TargetKind.Activation ? [] : SourceClause.Of(replaced.Statement.Terms);
        diagnostics.Scope = scope;
        if (replacement.Statement is { } statement)
        {
            return expander.Expand([WithSource(statement, clause, target)], scope);
        }

        // a block of its own, used once: its layers have the names that they would have in a use of that name
        var call = Call(replacement);
        var written = new List<FlatStatement>
        {
            new(WithSource(call, clause, target), scope, FlatKind.UseStart, scope),
        };
        written.AddRange(expander.Expand(replacement.Block!, scope));
        written.Add(new FlatStatement(call, scope, FlatKind.UseEnd, scope));
        names.ReserveIfFree(replacement.Name);
        return written;
    }

    /// <summary>`name()`</summary>
    private static StatementSyntax Call(Replacement replacement)
    {
        var (name, span) = (replacement.Name, replacement.Name.Span);
        TermSyntax[] terms = [name, new SymbolTerm(span, "("), new SymbolTerm(span, ")")];
        return new StatementSyntax(replacement.Span, null, name, new EquatableArray<TermSyntax>(terms), null);
    }

    /// <summary>A statement that reads what the replaced one did, where it does not say another source.</summary>
    private StatementSyntax WithSource(StatementSyntax statement, IReadOnlyList<TermSyntax> clause, Target target)
    {
        if (clause.Count == 0 || SourceClause.Of(statement.Terms).Count > 0)
        {
            return statement;
        }

        var keyword = statement.Keyword!.Text;
        if (clause.Count > 2 && !(statement.Block is null && LayerKinds.IsJoin(keyword)))
        {
            var shown = Excerpt.Of(target.Name);
            diagnostics.Add(
                Descriptors.MissingAttribute, statement.Head, $"what replaces {shown}, which reads several layers,",
                "the one that it reads", $"replace {shown} with {Excerpt.Of(keyword)} … from {Excerpt.Of(clause[1].Text)}");
            return statement;
        }

        var last = statement.Terms[statement.Terms.Count - 1].Span;
        var terms = statement.Terms.Concat(clause.Select(term => term with { Span = last }));
        return statement with { Terms = terms.ToEquatableArray() };
    }
}
