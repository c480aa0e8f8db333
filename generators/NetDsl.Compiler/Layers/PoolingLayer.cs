using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`maxpool 3x3 stride 2 ceil`, `avgpool global`: the padding never wins a maximum, and an average counts only what it sees.</summary>
public sealed record PoolingLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    PoolingKind Kind,
    Window Window,
    Window Stride,
    Padding Padding,
    bool RoundUp) : Layer(Name, Documentation, Input, Output)
{
    /// <summary>Whether a max pooling tells in inference too which values it took, for an unpooling behind.</summary>
    public bool KeepsChoice { get; init; }

    public override string Description => $"{Word} {Window.Over(Input)}";

    /// <summary>The struct of its sizes.</summary>
    internal string ShapeName => MemberName.Of(Name) + "Shape";

    private string Word => Kind switch
    {
        PoolingKind.Max => "maxpool",
        PoolingKind.Average => "avgpool",
        _ => "sumpool",
    };

    // an average counts only what it sees, and the padding wins no maximum
    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) =>
        Kind == PoolingKind.Sum ? ValueRange.Any : inputs[0];

    public override int Lower(ProgramBuilder builder, int input)
    {
        var member = MemberName.Of(Name);
        var shape = ShapeDeclaration.Of(
            ShapeName,
            "IPoolingShape",
            $"{Name}: {Description} over {Input}.",
            [("Channels", Input.Channels), ("Height", Input.Height), ("Width", Input.Width)],
            [("WindowHeight", Window.Height), ("WindowWidth", Window.Width)],
            [("StrideY", Stride.Height), ("StrideX", Stride.Width), ("PadTop", Padding.Top), ("PadLeft", Padding.Left)],
            [("OutputHeight", Output.Height), ("OutputWidth", Output.Width)]);
        builder.Declare(shape);
        var output = builder.Tensor(Name, Output);
        int? choice = (builder.IsTraining || KeepsChoice) && Kind == PoolingKind.Max
            ? builder.Tensor($"{Name}'s choice", member + "Choice", Output, TensorKind.Choice)
            : null;
        builder.Add(new Pool(Covers, Kind + "Pooling", shape.Name, input, output, choice));
        return output;
    }
}

public enum PoolingKind
{
    Max,
    Average,
    Sum,
}

/// <summary>Where the stride does not divide evenly, `floor` or `ceil` must say what becomes of the rest.</summary>
internal sealed class PoolingLayerKind(string keyword, PoolingKind kind) : LayerKind
{
    public override string Keyword => keyword;

    public override string Example => $"{keyword} 2x2";

    public override AttributeSpec Positional { get; } = new("window");

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
    [
        new("stride"), new("pad"), AttributeSpec.Flag("floor"), AttributeSpec.Flag("ceil"), AttributeSpec.Flag("global"),
    ];

    private static readonly string[] ExcludedByGlobal = ["window", "stride", "pad", "floor", "ceil"];

    public override LayerBinding Bind(LayerContext context) =>
        context.Arguments.Has("global") ? BindGlobal(context) : BindWindow(context);

    /// <summary>One window over the whole image.</summary>
    private LayerBinding BindGlobal(LayerContext context)
    {
        var arguments = context.Arguments;
        if (ExcludedByGlobal.FirstOrDefault(arguments.Has) is { } other)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf(other), "global", other,
                "the window is the whole image");
        }

        if (context.Image() is not { } input || arguments.Failed)
        {
            return LayerBinding.Failed();
        }

        var window = new Window(input.Height, input.Width);
        return LayerBinding.Of(new PoolingLayer(
            context.Name, context.Documentation, input, input.WithPlanes(input.Channels, 1, 1), kind, window, window,
            default, RoundUp: false));
    }

    private LayerBinding BindWindow(LayerContext context)
    {
        var arguments = context.Arguments;
        var window = context.Window("window", 1, 1);
        var stride = context.Window("stride", 1, 1, window);
        var pad = context.Window("pad", 0, 0, new Window(0, 0));
        if (arguments.Has("floor") && arguments.Has("ceil"))
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("ceil"), "floor", "ceil", "state one of them");
        }

        if (!arguments.Failed && (pad.Height >= window.Height || pad.Width >= window.Width))
        {
            arguments.Report(
                Descriptors.PaddingTooLarge, arguments.SpanOf("pad"), context.Shown(window), context.Size(window), context.Size(pad));
        }

        if (context.Image() is not { } input || arguments.Failed)
        {
            return LayerBinding.Failed();
        }

        if (stride.Height > window.Height || stride.Width > window.Width)
        {
            arguments.Report(
                Descriptors.UnseenPixels, arguments.Span, context.Shown(window), context.Size(stride), context.Size(window));
        }

        var padding = WindowPlacement.Around(pad);
        var grid = new WindowGrid(window, stride, padding, WindowPlacement.One);
        var steps = (
            (long)Count(input.Height, pad.Height, window.Height, stride.Height, arguments.Has("ceil")),
            (long)Count(input.Width, pad.Width, window.Width, stride.Width, arguments.Has("ceil")));
        return WindowPlacement.Fits(context, input, context.Shown(window), grid, steps) && Output(context, input, window, stride, pad) is { } output
            ? LayerBinding.Of(new PoolingLayer(
                context.Name, context.Documentation, input, output, kind, window, stride, padding, arguments.Has("ceil")))
            : LayerBinding.Failed();
    }

    private static Shape? Output(LayerContext context, Shape input, Window window, Window stride, Window pad)
    {
        var arguments = context.Arguments;
        var down = input.WithPlanes(
            input.Channels,
            Count(input.Height, pad.Height, window.Height, stride.Height, roundUp: false),
            Count(input.Width, pad.Width, window.Width, stride.Width, roundUp: false));
        var up = input.WithPlanes(
            input.Channels,
            Count(input.Height, pad.Height, window.Height, stride.Height, roundUp: true),
            Count(input.Width, pad.Width, window.Width, stride.Width, roundUp: true));
        var isEven = IsEven(input.Height, pad.Height, window.Height, stride.Height)
            && IsEven(input.Width, pad.Width, window.Width, stride.Width);
        if (!isEven && !arguments.Has("floor") && !arguments.Has("ceil"))
        {
            arguments.Report(
                Descriptors.RoundingNotStated, arguments.Span, $"{context.Shown(window)} stride {context.Size(stride)}",
                $"the {input} of {context.Source}", down, up);
        }

        var output = arguments.Has("ceil") ? up : down;
        return context.Fits(0, output.Count) ? output : null;
    }

    private static bool IsEven(int input, int pad, int window, int stride) =>
        ((long)input + pad + pad - window) % stride == 0;

    private static int Count(int input, int pad, int window, int stride, bool roundUp)
    {
        var steps = WindowPlacement.Steps(input, pad, pad, window, stride);
        var isCut = roundUp && !IsEven(input, pad, window, stride);

        // a window that would start in the padding behind the image sees no value: it is left out, as in PyTorch
        return (int)steps + (isCut && (steps + 1) * stride < (long)input + pad ? 2 : 1);
    }
}
