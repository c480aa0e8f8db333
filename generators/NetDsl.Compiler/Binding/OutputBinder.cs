using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <param name="Head">Null where something is wrong with it.</param>
/// <param name="Name">Null where it has none.</param>
internal sealed record BoundOutput(OutputHead? Head, Layer? Layer, string? Name, EquatableArray<string> Labels);

/// <summary>`output digit = dense 10 softmax { zero one … }`, `output age = dense 1 linear`.</summary>
internal static class OutputBinder
{
    private const string Example = "output digit = dense 10 softmax";

    private static readonly LayerKind Dense = LayerKinds.Find("dense")!;

    public static BoundOutput Bind(
        StatementSyntax statement, WordTerm keyword, Shape? input, string source, DiagnosticBag diagnostics)
    {
        var labels = statement.Block is { } block ? LabelBinder.Bind(block, diagnostics) : EquatableArray<string>.Empty;
        var terms = statement.Terms;
        var first = terms.Count > 1 ? terms[1] : null;
        if (first is not WordTerm name)
        {
            Report(Descriptors.MissingName, first, "output", TermText.Found(first), Example);
            return new BoundOutput(null, null, null, labels);
        }

        var sign = terms.Count > 2 ? terms[2] : null;
        if (sign?.Text != "=")
        {
            Report(Descriptors.UnexpectedTerm, sign, TermText.Found(sign), "output", "'='");
            return new BoundOutput(null, null, name.Text, labels);
        }

        var layer = terms.Count > 3 ? terms[3] : null;
        if (layer?.Text != Dense.Keyword)
        {
            Report(Descriptors.InvalidOutput, layer, Example, TermText.Found(layer));
            return new BoundOutput(null, null, name.Text, labels);
        }

        var arguments = new Arguments(
            diagnostics, layer!, terms.Skip(4), "output", Example, Dense.Positional,
            [.. Dense.Attributes, AttributeSpec.Flag("softmax"), AttributeSpec.Flag("linear"), AttributeSpec.Word("loss")]);
        var context = new LayerContext(name.Text, statement.Documentation, input, source, false, arguments);
        var bound = Dense.Bind(context);
        var loss = BindLoss(arguments);
        RequireLabels(statement, bound, labels, loss, arguments);
        var head = bound.Layer is null || loss is null || arguments.Failed ? null
            : new OutputHead(name.Text, bound.Layer.Output.Sizes[0], loss.Value, labels);
        return new BoundOutput(head, bound.Layer, name.Text, labels);

        // what the parser could not read it has reported
        void Report(DiagnosticDescriptor descriptor, TermSyntax? found, params object[] values)
        {
            if (found is not ErrorTerm)
            {
                diagnostics.Add(descriptor, found?.Span ?? statement.Head, values);
            }
        }
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

    private static void RequireLabels(
        StatementSyntax statement, LayerBinding bound, EquatableArray<string> labels, LossKind? loss, Arguments arguments)
    {
        if (bound.Output is not { } output || loss is null)
        {
            return;
        }

        var units = output.Sizes[0];
        var written = statement.Block?.Statements.Sum(line => line.Terms.Count);
        if (loss == LossKind.Squared && statement.Block is { } block)
        {
            arguments.Report(Descriptors.UnexpectedBlock, block.Open, "a linear output");
        }
        else if (loss == LossKind.SoftmaxCrossEntropy && units < 2)
        {
            arguments.Report(
                Descriptors.OutOfRange, arguments.SpanOf(Dense.Positional!.Name), "the number of units of a softmax", "at least 2", units);
        }
        else if (written is { } count && count != units && !statement.Block!.Statements.Any(line => line.HasErrorTerm))
        {
            arguments.Report(Descriptors.LabelCount, arguments.Span, arguments.Subject, units, count);
        }
    }
}
