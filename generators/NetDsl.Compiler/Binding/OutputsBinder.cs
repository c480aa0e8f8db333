using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The outputs of one network: those that it is used for, and auxiliary ones that only help to train it.</summary>
internal sealed class OutputsBinder(LayerBinder layers, FlowTable flows, DiagnosticBag diagnostics)
{
    private const string Output = "output";
    private const string Auxiliary = "auxiliary";

    private readonly List<BoundOutput> bound = [];

    /// <summary>Whether there is one of the first kind.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Those without an error.</summary>
    public IEnumerable<OutputHead> Heads => bound.Select(output => output.Head).OfType<OutputHead>();

    /// <summary>Null where the first has none.</summary>
    public string? FirstName => First?.Name;

    public EquatableArray<string> FirstLabels => First?.Labels ?? EquatableArray<string>.Empty;

    private BoundOutput? First => bound.FirstOrDefault(output => output.Towards is null);

    public static bool IsOutput(string keyword) => keyword is Output or Auxiliary;

    public void Bind(StatementSyntax statement, WordTerm keyword)
    {
        if (statement.Name is { } assigned)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, assigned.Span, Parsing.Excerpt.Of(assigned.Text), keyword.Text);
        }

        HasAny |= keyword.Text == Output;
        bound.Add(OutputBinder.Bind(statement, keyword, keyword.Text == Auxiliary, layers, diagnostics));
        flows.Current = null;
    }

    /// <summary>Each auxiliary output must fit the one that it helps.</summary>
    public void RequireTargets()
    {
        var scope = diagnostics.Scope;
        foreach (var output in bound.Where(output => output.Towards is not null))
        {
            var towards = output.Towards!;
            diagnostics.Scope = output.Scope;
            var target = bound.FirstOrDefault(other => other.Towards is null && other.Name == towards.Text);
            if (target is null)
            {
                var known = bound.Where(other => other.Towards is null).Select(other => other.Name).OfType<string>();
                diagnostics.Add(
                    Descriptors.UnknownOutput, towards.Span, Parsing.Excerpt.Of(towards.Text), Suggestion.For(towards.Text, known));
            }
            else if (output.Head is { } head && target.Head is { } main
                && (head.Units != main.Units || head.Loss.Name != main.Loss.Name))
            {
                diagnostics.Add(
                    Descriptors.AuxiliaryDiffers, towards.Span, head.Name, $"{head.Units} units, {head.Loss.Words}",
                    main.Name, $"{main.Units} units, {main.Loss.Words}");
            }
        }

        diagnostics.Scope = scope;
    }
}
