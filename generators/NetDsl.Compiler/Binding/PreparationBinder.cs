using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The block of an input: `{ scale 0 .. 1; mean 0.5; deviation 0.25; training { mirror } }`.</summary>
/// <param name="shape">The input's, or null where something is wrong with it.</param>
internal sealed class PreparationBinder(Shape? shape, DiagnosticBag diagnostics)
{
    private static readonly IReadOnlyList<string> Statements = ["scale", "mean", "deviation", "training"];

    public InputPreparation? Bind(BlockSyntax block)
    {
        var errors = diagnostics.ErrorCount;
        var list = new StatementList(block, "input", Statements, inner => inner.Keyword!.Text, diagnostics);
        var scale = list.All("scale").FirstOrDefault() is { } stated
            ? StatementRange.Read(stated, "scale 0 .. 1", RealRange.Any, false, diagnostics)
            : new StatementRange(0, 1);
        var mean = Values(list, "mean", "mean 0.5", RealRange.Any);
        var deviation = Values(list, "deviation", "deviation 0.25", RealRange.Positive);
        var training = list.All("training").FirstOrDefault() is { } random
            ? new AugmentationBinder(shape, diagnostics).Bind(random)
            : null;
        if (diagnostics.ErrorCount > errors || scale is null)
        {
            return null;
        }

        WarnOfMean(list, mean, scale);
        return new InputPreparation(scale.Low, scale.High, mean, deviation, training);
    }

    private EquatableArray<double> Values(StatementList list, string keyword, string example, RealRange range)
    {
        if (list.All(keyword).FirstOrDefault() is not { } statement)
        {
            return EquatableArray<double>.Empty;
        }

        // plain numbers are a value each, `0 -0.1` two; among expressions that is a difference
        var plain = statement.Terms.Skip(1).TakeWhile(term => term is NumberTerm).ToList();
        var isPlain = plain.Count > 0 && plain.Count == statement.Terms.Count - 1;
        var read = isPlain ? statement with { Terms = new([statement.Keyword!]) } : statement;
        var arguments = StatementArguments.Of(read, example, new AttributeSpec("value", int.MaxValue), diagnostics);
        if (!isPlain)
        {
            arguments.Value("value", isRequired: true, range.ToString());
        }

        var terms = isPlain ? plain : arguments.Values("value");
        var values = new double[terms.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = arguments.Real(terms[index], $"a value of {keyword}", range);
        }

        if (shape is not null && !arguments.Failed && values.Length != 1 && values.Length != Channels)
        {
            var expected = Channels == 1 ? "one value" : $"one value, or {Limits.Text(Channels)}: one for each channel";
            diagnostics.Add(
                Descriptors.ChannelValues, statement.Head, keyword, Limits.Text(values.Length), shape, expected);
        }

        return new EquatableArray<double>(values);
    }

    // features have no channels: what holds for one holds for all
    private int Channels => shape!.Rank == 1 ? 1 : shape.Channels;

    /// <summary>Means of pixels 0 … 255 where those were scaled to 0 … 1, or the other way round.</summary>
    private void WarnOfMean(StatementList list, EquatableArray<double> mean, StatementRange scale)
    {
        foreach (var value in mean)
        {
            var isInside = value >= Math.Min(scale.Low, scale.High) && value <= Math.Max(scale.Low, scale.High);
            if (shape is { Rank: 3 } && !isInside)
            {
                diagnostics.Add(
                    Descriptors.MeanOutsideScale, list.All("mean").First().Head, Text.Real(value), Text.Real(scale.Low),
                    Text.Real(scale.High));
                return;
            }
        }
    }
}
