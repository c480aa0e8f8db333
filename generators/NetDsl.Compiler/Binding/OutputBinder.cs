using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <param name="Head">Null where something is wrong with it.</param>
/// <param name="Name">Null where it has none.</param>
/// <param name="Towards">Of an auxiliary output, the output that it helps.</param>
/// <param name="Scope">Where it stands.</param>
internal sealed record BoundOutput(
    OutputHead? Head, string? Name, EquatableArray<string> Labels, Scope Scope, WordTerm? Towards = null);

/// <summary>`output digit = dense 10 softmax { zero one … }`, `output age = dense 1 linear from trunk weight 0.1`,
/// `output image = linear`, `auxiliary early = dense 10 softmax for digit weight 0.3`.</summary>
internal sealed class OutputBinder
{
    private const string Example = "output digit = dense 10 softmax";
    private const string AuxiliaryExample = "auxiliary early = dense 10 softmax for digit weight 0.3";

    private static readonly LayerKind Dense = LayerKinds.Find("dense")!;

    private static readonly IReadOnlyList<AttributeSpec> Attributes =
        [.. LossKinds.Attributes, new("weight"), SourceClause.Attribute];

    private static readonly AttributeSpec For = AttributeSpec.Word("for");

    private readonly StatementSyntax statement;
    private readonly WordTerm keyword;
    private readonly bool isAuxiliary;
    private readonly LayerBinder layers;
    private readonly DiagnosticBag diagnostics;
    private readonly EquatableArray<string> labels;

    private OutputBinder(
        StatementSyntax statement, WordTerm keyword, bool isAuxiliary, LayerBinder layers, DiagnosticBag diagnostics)
    {
        (this.statement, this.keyword, this.isAuxiliary) = (statement, keyword, isAuxiliary);
        (this.layers, this.diagnostics) = (layers, diagnostics);
        labels = statement.Block is { } block ? LabelBinder.Bind(block, diagnostics) : EquatableArray<string>.Empty;
    }

    /// <summary>What an output states besides its layer.</summary>
    public static IReadOnlyList<AttributeSpec> HeadAttributes { get; } = [.. Attributes, For];

    private string Shown => isAuxiliary ? AuxiliaryExample : Example;

    public static BoundOutput Bind(
        StatementSyntax statement, WordTerm keyword, bool isAuxiliary, LayerBinder layers, DiagnosticBag diagnostics) =>
        new OutputBinder(statement, keyword, isAuxiliary, layers, diagnostics).Bind();

    /// <summary>Whether an attribute is a part of what the output is trained towards.</summary>
    public static bool IsLoss(string attribute) => LossKinds.Attributes.Any(other => other.Name == attribute);

    /// <summary>What a statement states from its layer on, whatever is wrong with it. Numbers are those of its
    /// scope.</summary>
    public static Arguments Clauses(IReadOnlyList<TermSyntax> terms, int start, Scope scope)
    {
        var silent = new DiagnosticBag(scope.Document, isSilent: true) { Scope = scope };
        var isDense = start < terms.Count && terms[start].Text == Dense.Keyword;
        return new Arguments(
            silent, terms[0], terms.Skip(isDense ? start + 1 : start), "output", Example,
            isDense ? Dense.Positional : null, isDense ? [.. Dense.Attributes, .. HeadAttributes] : HeadAttributes);
    }

    private BoundOutput Bind()
    {
        var terms = statement.Terms;
        var first = terms.Count > 1 ? terms[1] : null;
        if (first is not WordTerm name)
        {
            Report(Descriptors.MissingName, first, keyword.Text, TermText.Found(first), Shown);
            return new BoundOutput(null, null, labels, diagnostics.Scope);
        }

        var sign = terms.Count > 2 ? terms[2] : null;
        if (sign?.Text != "=")
        {
            Report(Descriptors.UnexpectedTerm, sign, TermText.Found(sign), keyword.Text, "'='");
            return new BoundOutput(null, name.Text, labels, diagnostics.Scope);
        }

        var layer = terms.Count > 3 ? terms[3] : null;
        if (layer is null || !LossKinds.Keywords.Contains(layer.Text) && layer.Text != Dense.Keyword)
        {
            Report(Descriptors.InvalidOutput, layer, Shown, TermText.Found(layer));
            return new BoundOutput(null, name.Text, labels, diagnostics.Scope);
        }

        return layer.Text == Dense.Keyword ? BindDense(name, layer) : BindValues(name, layer);
    }

    /// <summary>With a dense layer of its own.</summary>
    private BoundOutput BindDense(WordTerm name, TermSyntax layer)
    {
        var arguments = Read(layer, 4, Dense.Positional, Dense.Attributes);
        var source = layers.Read(arguments, name.Text);
        var context = new LayerContext(name.Text, statement.Documentation, source.Shape, source.Source, false, arguments);
        var bound = Dense.Bind(context);
        layers.Place(bound, name.Text, [source], statement.Head, LayerBinder.DefinitionOf(Dense, arguments));
        return ToOutput(name, bound.Layer is null ? null : bound.Output, bound.Output, layers.Layers.Count - 1, arguments);
    }

    /// <summary>The value that flows there, as it is.</summary>
    private BoundOutput BindValues(WordTerm name, TermSyntax first)
    {
        var arguments = Read(first, 3, null, []);
        var source = layers.Read(arguments, name.Text);
        return ToOutput(name, source.Shape, source.Shape, source.Layer, arguments, source);
    }

    private Arguments Read(TermSyntax head, int skipped, AttributeSpec? positional, IReadOnlyList<AttributeSpec> own) => new(
        diagnostics, head, statement.Terms.Skip(skipped), keyword.Text, Shown, positional,
        [.. own, .. Attributes, .. isAuxiliary ? [For] : Array.Empty<AttributeSpec>()]);

    /// <param name="shape">Null where there is no layer.</param>
    /// <param name="known">What the layer would give, where that is known all the same.</param>
    /// <param name="given">What the output is as it is; null where it has a layer of its own.</param>
    private BoundOutput ToOutput(
        WordTerm name, Shape? shape, Shape? known, int layer, Arguments arguments, Flow? given = null)
    {
        var loss = LossBinder.Bind(arguments, Example);
        var weight = arguments.Real("weight", RealRange.Positive, 1);
        var towards = arguments.Value("for", isAuxiliary, "the name of an output") as WordTerm;
        if (given is not null && loss is not null)
        {
            CheckGiven(name, given, loss, arguments);
        }

        if (loss is HingeLoss && MemberName.Of(name.Text) == ReservedMembers.Score)
        {
            arguments.Report(Descriptors.ReservedName, name.Span, name.Text, "member", ReservedMembers.Score);
        }

        RequireLabels(known, loss, arguments);
        var head = shape is null || loss is null || arguments.Failed
            ? null
            : new OutputHead(name.Text, layer, shape, loss, labels, weight, towards?.Text);
        return new BoundOutput(head, name.Text, labels, diagnostics.Scope, towards);
    }

    private void CheckGiven(WordTerm name, Flow given, LossFunction loss, Arguments arguments)
    {
        var layer = given.Layer < 0 ? null : layers.Layers[given.Layer];
        if (loss.TakesLabels && given.Shape is { } shape && shape.Count != shape.Channels)
        {
            arguments.Report(Descriptors.FeaturesExpected, arguments.Span, loss.Words, given.Source, $"{shape}");
        }
        else if (loss is SoftmaxCrossEntropyLoss && layer is SoftmaxLayer)
        {
            arguments.Report(Descriptors.SoftmaxTwice, arguments.SpanOf(loss.Words), name.Text, layer.Name);
        }
        else if (loss is BinaryCrossEntropyLoss && layer is ActivationLayer { Kind: ActivationKind.Sigmoid })
        {
            arguments.Report(Descriptors.SigmoidTwice, arguments.SpanOf(loss.Words), name.Text, layer.Name);
        }
    }

    private void RequireLabels(Shape? output, LossFunction? loss, Arguments arguments)
    {
        if (output is null || loss is null)
        {
            return;
        }

        var units = output.Count;
        var written = statement.Block?.Statements.Sum(line => line.Terms.Count);
        if (statement.Block is { } block && (!loss.NamesUnits || isAuxiliary))
        {
            arguments.Report(
                Descriptors.UnexpectedBlock, block.Open, isAuxiliary ? "an auxiliary output" : "a linear output");
        }
        else if (units < loss.LeastUnits)
        {
            arguments.Report(
                Descriptors.OutOfRange, arguments.SpanOf(Dense.Positional!.Name),
                $"the number of units of {loss.Words}", $"at least {loss.LeastUnits}", units);
        }
        else if (written is { } count && count != units && !statement.Block!.Statements.Any(line => line.HasErrorTerm))
        {
            ReportLabels(units, count, loss, arguments);
        }
    }

    private void ReportLabels(long units, int labels, LossFunction loss, Arguments arguments)
    {
        if (!diagnostics.Scope.HasInheritedLabels)
        {
            arguments.Report(Descriptors.LabelCount, arguments.Span, arguments.Subject, units, labels);
            return;
        }

        var layer = statement.Terms[3].Text == Dense.Keyword ? $"dense {units} {loss.Words}" : loss.Words;
        arguments.Report(
            Descriptors.LabelsNeeded, arguments.Span, Parsing.Excerpt.Of(statement.Terms[1].Text), units, labels, layer);
    }

    // what the parser could not read it has reported
    private void Report(DiagnosticDescriptor descriptor, TermSyntax? found, params object[] values)
    {
        if (found is not ErrorTerm)
        {
            diagnostics.Add(descriptor, found?.Span ?? statement.Head, values);
        }
    }
}
