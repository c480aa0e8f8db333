using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>Writes out the statements of a network that extends another: those that it takes over, under the names that
/// they have there, and those that replace others.</summary>
/// <param name="placed">What replaces each statement of the extended network; null where it stays.</param>
internal sealed class ExtensionWriter(
    Extension extension,
    PlacedReplacement?[] placed,
    Expander expander,
    NameTable names,
    DiagnosticBag diagnostics)
{
    private readonly BaseNetwork origin = extension.Base!;
    private readonly ReplacementWriter replacements = new(extension.Base!, expander, names, diagnostics);
    private readonly Scope file = diagnostics.Scope;

    public IReadOnlyList<FlatStatement> Write()
    {
        var kept = Keep();
        var written = new List<FlatStatement>();
        for (var index = 0; index < placed.Length; index++)
        {
            if (kept[index] is { } statement)
            {
                written.Add(statement);
            }

            if (placed[index] is { } replacement)
            {
                written.AddRange(replacements.Write(replacement));
                index = replacement.Target.End;
            }
        }

        diagnostics.Scope = file;
        return written;
    }

    /// <summary>What is taken over of each statement, and null where nothing is. Its names are entered before any other,
    /// so that none of them changes.</summary>
    private FlatStatement?[] Keep()
    {
        var kept = new FlatStatement?[placed.Length];
        Replacement? cause = null;
        for (var index = 0; index < kept.Length; index++)
        {
            if (placed[index] is null or { Target.Kind: TargetKind.Activation })
            {
                kept[index] = Keep(index, cause);
                EnterNames(kept[index]!);
            }

            cause = placed[index]?.Replacement ?? cause;
        }

        // a layer may have the name of the use that it is in
        foreach (var start in kept.OfType<FlatStatement>().Where(statement => statement.Kind == FlatKind.UseStart))
        {
            diagnostics.Scope = start.Scope;
            names.ReserveIfFree(new WordTerm(start.Statement.Head, start.Inside!.UseName));
        }

        return kept;
    }

    private FlatStatement Keep(int index, Replacement? cause)
    {
        var original = origin.Statements[index];
        var statement = original.Statement;
        var name = origin.NameOf(index);
        var place = new Place(original.Scope.Document, statement.Head);
        var inherited = new Inherited(extension, cause, Excerpt.Of(name ?? Shown(original)), place);
        if (name is not null && original is { IsInput: false, IsOutput: false })
        {
            statement = statement with { Name = new WordTerm(statement.Head, name) };
        }

        var isCut = placed[index] is not null;
        return original with
        {
            Statement = isCut ? WithoutActivation.Of(statement, original.Scope) : statement,
            Scope = original.Scope.Under(inherited),
            ActivationName = isCut ? null : origin.ActivationOf(index),
        };
    }

    private void EnterNames(FlatStatement kept)
    {
        diagnostics.Scope = kept.Scope;
        var statement = kept.Statement;
        if (kept.Kind is not (FlatKind.Statement or FlatKind.JoinEnd or FlatKind.JoinLost))
        {
            return;
        }

        if (kept.IsInput || kept.IsOutput)
        {
            if (kept.EndName is { } end)
            {
                names.Add(end, isHead: kept.IsOutput, isInput: kept.IsInput);
            }
        }
        else if (statement.Name is { } name)
        {
            names.Add(name);
            if (kept.ActivationName is { } activation)
            {
                names.Add(new WordTerm(statement.Head, activation));
            }
        }
    }

    /// <summary>How a message calls a statement without a layer.</summary>
    private static string Shown(FlatStatement flat)
    {
        var statement = flat.Statement;
        return flat.Inside is { } inside ? inside.UseName
            : flat.IsInput || flat.IsOutput ? flat.EndName?.Text ?? statement.Keyword!.Text
            : statement.Name?.Text ?? statement.Keyword?.Text ?? "a statement";
    }
}
