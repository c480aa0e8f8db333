using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Layers;

/// <summary>`lrn size 5 alpha 0.0001 beta 0.75 bias 2`: y = x / (bias + alpha · Σ x²)^beta, with the sum over the
/// channels around (Krizhevsky et al. 2012, 3.3).</summary>
/// <param name="Size">Channels of a window: odd.</param>
public sealed record ResponseNormalizationLayer(
    string Name, string? Documentation, Shape Input, int Size, double Alpha, double Beta, double Bias)
    : Layer(Name, Documentation, Input, Input)
{
    public override string Description =>
        $"lrn over {Size} channels, alpha {Text.Real(Alpha)}, beta {Text.Real(Beta)}, bias {Text.Real(Bias)}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var area = (int)(Input.Count / Input.Channels);
        var shape = new ShapeDeclaration(
            MemberName.Of(Name) + "Shape", "IResponseNormalizationShape", $"{Name}: {Description}, of {Input}.",
            new([
                new([Whole("Channels", Input.Channels), Whole("Area", area), Whole("Size", Size)]),
                new([Real("Alpha", Alpha), Real("Beta", Beta), Real("Bias", Bias)]),
            ]));
        builder.Declare(shape);
        var output = builder.Tensor(Name, Output);
        builder.Add(new NormalizeResponse(Covers, shape.Name, input, output));
        return output;
    }

    private static ShapeConstant Whole(string name, int value) => new(name, "int", Text.Number(value));

    private static ShapeConstant Real(string name, double value) => new(name, "float", Text.Float(value));
}

/// <summary>What is not stated is as in the paper. Its alpha multiplies the sum as it is; that of other libraries is
/// divided by the size first.</summary>
internal sealed class ResponseNormalizationLayerKind : LayerKind
{
    private const int DefaultSize = 5;
    private const double DefaultAlpha = 1e-4;
    private const double DefaultBeta = 0.75;
    private const double DefaultBias = 2;

    public override string Keyword => "lrn";

    public override string Example => "lrn size 5 alpha 0.0001 beta 0.75 bias 2";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("size"), new("alpha"), new("beta"), new("bias")];

    public override LayerBinding Bind(LayerContext context)
    {
        var arguments = context.Arguments;
        var size = (int)arguments.Integer("size", 1, Limits.Size, DefaultSize);
        var alpha = arguments.Real("alpha", RealRange.Positive, DefaultAlpha);
        var beta = arguments.Real("beta", RealRange.Positive, DefaultBeta);
        var bias = arguments.Real("bias", RealRange.Positive, DefaultBias);
        if (size % 2 == 0)
        {
            arguments.Report(Descriptors.EvenWindow, arguments.SpanOf("size"), size, size - 1, size + 1);
        }

        return context.Image() is { } input && !arguments.Failed
            ? LayerBinding.Of(new ResponseNormalizationLayer(
                context.Name, context.Documentation, input, size, alpha, beta, bias))
            : LayerBinding.Failed(context.Input);
    }
}
