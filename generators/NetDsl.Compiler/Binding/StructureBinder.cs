using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>What of a network's flow is no layer: where uses of blocks, joins and their branches begin and
/// end.</summary>
internal sealed class StructureBinder(LayerBinder layers, FlowTable flows, DiagnosticBag diagnostics)
{
    private readonly RecomputedUses recomputed = new();

    /// <summary>The layers of uses that are computed twice.</summary>
    public EquatableArray<RecomputedRange> Recomputed => recomputed.Ranges;

    /// <returns>False for a statement, which is not of it.</returns>
    public bool Bind(FlatStatement flat)
    {
        var inner = flat.Statement;
        switch (flat.Kind)
        {
            case FlatKind.Failed:
                flows.Lose(inner.Name?.Text ?? inner.Keyword!.Text);
                break;
            case FlatKind.UseStart:
                var subject = flat.Inside!.Use?.Block.Name ?? flat.Inside.UseName;
                flows.Current = Read(SourceClause.Split(inner).Source, inner, subject);
                flows.Name(flat.Inside.Prefix + FlowTable.BlockInput);
                recomputed.Begin(flat.Inside, layers.Layers.Count);
                break;
            case FlatKind.UseEnd or FlatKind.Alias:
                recomputed.End(flat.Inside!, layers.Layers.Count);
                flows.Name(flat.Inside!.UseName);
                break;
            case FlatKind.JoinStart:
                flows.Open(Read(SourceOf(inner), inner, inner.Keyword!.Text));
                break;
            case FlatKind.JoinEnd:
                layers.BindJoin(inner, inner.Keyword!, flows.Close());
                break;
            case FlatKind.JoinLost:
                flows.Close();
                flows.Lose(inner.Name?.Text ?? inner.Keyword!.Text);
                break;
            case FlatKind.BranchStart:
                flows.BeginBranch(SourceOf(inner) is { } source ? flows.Find(source) : null);
                break;
            case FlatKind.BranchEnd:
                flows.EndBranch();
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>The value that a use of a block or a join reads.</summary>
    private Flow Read(WordTerm? source, StatementSyntax inner, string subject) =>
        source is { } stated ? flows.Find(stated) ?? Flow.Unknown(stated.Text) : layers.Current(inner.Head, subject);

    /// <summary>The one name behind `concat from`, `branch from`.</summary>
    private WordTerm? SourceOf(StatementSyntax inner)
    {
        if (SourceClause.Read(inner, diagnostics) is not { Count: > 0 } stated)
        {
            return null;
        }

        if (stated.Count > 1)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, stated[1].Span, TermText.Found(stated[1]), inner.Keyword!.Text,
                "one source for all branches, or no branches");
        }

        return stated[0];
    }
}
