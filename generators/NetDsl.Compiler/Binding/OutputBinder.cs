using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
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
    [
        AttributeSpec.Flag("softmax"), AttributeSpec.Flag("linear"), AttributeSpec.Word("loss"), new("weight"),
        SourceClause.Attribute,
    ];

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
    public static bool IsLoss(string attribute) => attribute is "softmax" or "linear" or "loss";

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
        if (layer?.Text is not ("softmax" or "linear") && layer?.Text != Dense.Keyword)
        {
            Report(Descriptors.InvalidOutput, layer, Shown, TermText.Found(layer));
            return new BoundOutput(null, name.Text, labels, diagnostics.Scope);
        }

        return layer!.Text == Dense.Keyword ? BindDense(name, layer) : BindValues(name, layer);
    }

    /// <summary>With a dense layer of its own.</summary>
    private BoundOutput BindDense(WordTerm name, TermSyntax layer)
    {
        var arguments = Read(layer, 4, Dense.Positional, Dense.Attributes);
        var source = layers.Read(arguments, name.Text);
        var context = new LayerContext(name.Text, statement.Documentation, source.Shape, source.Source, false, arguments);
        var bound = Dense.Bind(context);
        layers.Place(bound, name.Text, [source], statement.Head);
        return ToOutput(name, bound.Layer is null ? null : bound.Output, bound.Output, layers.Layers.Count - 1, arguments);
    }

    /// <summary>The value that flows there, as it is.</summary>
    private BoundOutput BindValues(WordTerm name, TermSyntax first)
    {
        var arguments = Read(first, 3, null, []);
        var source = layers.Read(arguments, name.Text);
        if (source.Shape is { } shape && arguments.Has("softmax") && shape.Count != shape.Channels)
        {
            arguments.Report(Descriptors.FeaturesExpected, arguments.Span, "softmax", source.Source, $"{shape}");
        }
        else if (arguments.Has("softmax") && source.Layer >= 0 && layers.Layers[source.Layer] is SoftmaxLayer softmax)
        {
            arguments.Report(Descriptors.SoftmaxTwice, arguments.SpanOf("softmax"), name.Text, softmax.Name);
        }

        return ToOutput(name, source.Shape, source.Shape, source.Layer, arguments);
    }

    private Arguments Read(TermSyntax head, int skipped, AttributeSpec? positional, IReadOnlyList<AttributeSpec> own) => new(
        diagnostics, head, statement.Terms.Skip(skipped), keyword.Text, Shown, positional,
        [.. own, .. Attributes, .. isAuxiliary ? [For] : Array.Empty<AttributeSpec>()]);

    /// <param name="shape">Null where there is no layer.</param>
    /// <param name="known">What the layer would give, where that is known all the same.</param>
    private BoundOutput ToOutput(WordTerm name, Shape? shape, Shape? known, int layer, Arguments arguments)
    {
        var loss = BindLoss(arguments);
        var weight = arguments.Real("weight", RealRange.Positive, 1);
        var towards = arguments.Value("for", isAuxiliary, "the name of an output") as WordTerm;
        RequireLabels(known, loss, arguments);
        var head = shape is null || loss is null || arguments.Failed
            ? null
            : new OutputHead(name.Text, layer, shape, loss.Value, labels, weight, towards?.Text);
        return new BoundOutput(head, name.Text, labels, diagnostics.Scope, towards);
    }

    private static LossKind? BindLoss(Arguments arguments)
    {
        var (isSoftmax, isLinear) = (arguments.Has("softmax"), arguments.Has("linear"));
        arguments.Word("loss", "loss", ["squared"], isRequired: false);
        if (isSoftmax && isLinear)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.Span, "softmax", "linear", "an output is one of them");
        }
        else if (isSoftmax && arguments.Has("loss"))
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("loss"), "softmax", "loss",
                "softmax is trained towards the cross-entropy; `linear` towards the squared error");
        }
        else if (!isSoftmax && !isLinear && !arguments.Failed)
        {
            arguments.Report(Descriptors.MissingAttribute, arguments.Span, "output", "softmax or linear", Example);
        }

        return isSoftmax ? LossKind.SoftmaxCrossEntropy : isLinear ? LossKind.Squared : null;
    }

    private void RequireLabels(Shape? output, LossKind? loss, Arguments arguments)
    {
        if (output is null || loss is null)
        {
            return;
        }

        var units = output.Count;
        var written = statement.Block?.Statements.Sum(line => line.Terms.Count);
        if (statement.Block is { } block && (loss == LossKind.Squared || isAuxiliary))
        {
            arguments.Report(Descriptors.UnexpectedBlock, block.Open, isAuxiliary ? "an auxiliary output" : "a linear output");
        }
        else if (loss == LossKind.SoftmaxCrossEntropy && units < 2)
        {
            arguments.Report(
                Descriptors.OutOfRange, arguments.SpanOf(Dense.Positional!.Name), "the number of units of a softmax", "at least 2", units);
        }
        else if (written is { } count && count != units && !statement.Block!.Statements.Any(line => line.HasErrorTerm))
        {
            ReportLabels(units, count, arguments);
        }
    }

    private void ReportLabels(long units, int labels, Arguments arguments)
    {
        if (!diagnostics.Scope.HasInheritedLabels)
        {
            arguments.Report(Descriptors.LabelCount, arguments.Span, arguments.Subject, units, labels);
            return;
        }

        var layer = statement.Terms[3].Text == Dense.Keyword ? $"dense {units} softmax" : "softmax";
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
