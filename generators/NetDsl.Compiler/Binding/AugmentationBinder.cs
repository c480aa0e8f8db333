using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`training { crop pad 4; mirror; shift 2; rotate 10; gain 0.8 .. 1.2 }` of an input.</summary>
internal sealed class AugmentationBinder(Shape? shape, DiagnosticBag diagnostics)
{
    private const string Example = "training { mirror }";

    private static readonly IReadOnlyList<string> Statements = ["crop", "mirror", "shift", "rotate", "gain"];

    private static readonly RealRange Degrees = new("degrees greater than 0 and at most 180", 0, 180, false, true, 1);

    public Augmentation? Bind(StatementSyntax statement)
    {
        if (statement.Terms.Count > 1 && statement.Terms[1] is not ErrorTerm)
        {
            diagnostics.Add(
                Descriptors.UnexpectedTerm, statement.Terms[1].Span, TermText.Found(statement.Terms[1]), "training",
                "'{'");
        }

        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, "training", Example);
            return null;
        }

        var errors = diagnostics.ErrorCount;
        var list = new StatementList(block, "training", Statements, inner => inner.Keyword!.Text, diagnostics);
        var crop = Crop(list);
        var mirror = Mirror(list);
        var shift = Shift(list);
        var rotation = Rotation(list);
        var gain = list.All("gain").FirstOrDefault() is { } stated
            ? StatementRange.Read(stated, "gain 0.8 .. 1.2", RealRange.NotNegative, true, diagnostics)
            : new StatementRange(1, 1);
        RequireSight(list, crop, shift);
        return diagnostics.ErrorCount > errors || gain is null
            ? null
            : new Augmentation((int)crop, mirror, (int)shift, rotation, gain.Low, gain.High);
    }

    private long Crop(StatementList list)
    {
        if (list.All("crop").FirstOrDefault() is not { } statement)
        {
            return 0;
        }

        var arguments = StatementArguments.Of(statement, "crop pad 4", null, diagnostics, new AttributeSpec("pad"));
        var pad = arguments.Integer("pad", 1, Limits.Size);
        Require(statement, isImage: false);
        return arguments.Failed ? 0 : pad;
    }

    private bool Mirror(StatementList list)
    {
        if (list.All("mirror").FirstOrDefault() is not { } statement)
        {
            return false;
        }

        StatementArguments.Of(statement, "mirror", null, diagnostics);
        Require(statement, isImage: true);
        return true;
    }

    private long Shift(StatementList list)
    {
        if (list.All("shift").FirstOrDefault() is not { } statement)
        {
            return 0;
        }

        var arguments = StatementArguments.Of(statement, "shift 2", new AttributeSpec("number"), diagnostics);
        var shift = arguments.Integer("number", 1, Limits.Size);
        Require(statement, isImage: false);
        return arguments.Failed ? 0 : shift;
    }

    private double Rotation(StatementList list)
    {
        if (list.All("rotate").FirstOrDefault() is not { } statement)
        {
            return 0;
        }

        var arguments = StatementArguments.Of(statement, "rotate 10", new AttributeSpec("angle"), diagnostics);
        var degrees = arguments.Real("angle", Degrees);
        Require(statement, isImage: true);
        return degrees;
    }

    /// <param name="isImage">Whether a signal does not do.</param>
    private void Require(StatementSyntax statement, bool isImage)
    {
        if (shape is not null && shape.Rank < (isImage ? 3 : 2))
        {
            var expected = isImage ? "channels × height × width" : "channels × height × width or channels × length";
            diagnostics.Add(
                Descriptors.TransformNotPossible, statement.Head, statement.Keyword!.Text, expected, shape);
        }
    }

    /// <summary>Something of the input must stay in it.</summary>
    private void RequireSight(StatementList list, long crop, long shift)
    {
        if (shape is not { Rank: > 1 } || crop + shift == 0)
        {
            return;
        }

        var side = shape.IsSignal ? shape.Width : Math.Min(shape.Height, shape.Width);
        if (crop + shift >= side)
        {
            var statement = list.All("crop").Concat(list.All("shift")).First();
            diagnostics.Add(
                Descriptors.MovedOutOfSight, statement.Head, Limits.Text(crop + shift), shape, Limits.Text(side));
        }
    }
}
