using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>`conv 5x5 filters 6 stride 1 pad 2`: cross-correlation with a bias for each filter; in one dimension over
/// channels × length.</summary>
/// <param name="Window">Height × width; strides and padding likewise vertical first. Over a signal the height is 1.</param>
public sealed record ConvolutionLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    Window Window,
    Window Stride,
    Padding Padding,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Filters => Output.Channels;

    public long WeightCount => (long)Filters * Input.Channels * Window.Height * Window.Width;

    public override long ParameterCount => WeightCount + Filters;

    public override long MultiplyAdds => WeightCount * Output.Height * Output.Width;

    public override string Description => $"{Text.Count(Filters)} {(Filters == 1 ? "filter" : "filters")} {Window.Over(Input)} over {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var shape = ShapeDeclaration.Of(
            MemberName.Of(Name) + "Shape",
            "IConvolutionShape",
            $"{Name}: {Description}.",
            [("Channels", Input.Channels), ("Height", Input.Height), ("Width", Input.Width)],
            [("Filters", Filters), ("WindowHeight", Window.Height), ("WindowWidth", Window.Width)],
            [("StrideY", Stride.Height), ("StrideX", Stride.Width), ("PadTop", Padding.Top), ("PadLeft", Padding.Left)],
            [("OutputHeight", Output.Height), ("OutputWidth", Output.Width)]);
        EquatableArray<int> sizes = Input.IsSignal
            ? new([Filters, Input.Channels, Window.Width])
            : new([Filters, Input.Channels, Window.Height, Window.Width]);
        var area = Window.Height * Window.Width;
        var weights = builder.Weights(Name, new Shape(sizes), Initialization, Input.Channels * area, Filters * area);
        return builder.Lower(this, input, "Convolution", shape, weights, Filters);
    }
}

/// <summary>Its output is rounded down, as a convolution's is everywhere: a stride may leave a rest at the edge.</summary>
internal sealed class ConvolutionLayerKind : LayerKind
{
    public override string Keyword => "conv";

    public override string Example => "conv 5x5 filters 6 pad 2";

    public override AttributeSpec Positional { get; } = new("window");

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("filters"), new("stride"), new("pad"), AttributeSpec.Flag("same"), InitializationBinding.Attribute];

    public override bool TakesActivation => true;

    public override LayerBinding Bind(LayerContext context)
    {
        var arguments = context.Arguments;
        var window = context.Window("window", 1, 1);
        var filters = arguments.Integer("filters", 1, Limits.Size);
        var stride = context.Window("stride", 1, 1, WindowPlacement.One);
        var pad = context.Window("pad", 0, 0, new Window(0, 0));
        var initialization = InitializationBinding.Read(context);
        if (arguments.Has("same") && arguments.Has("pad"))
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("same"), "same", "pad", "same is the padding that keeps the size");
        }

        if (context.Image() is not { } input || arguments.Failed)
        {
            return LayerBinding.Failed();
        }

        var padding = arguments.Has("same")
            ? WindowPlacement.Same(input, window, stride)
            : WindowPlacement.Around(pad);
        if (!WindowPlacement.Fits(context, input, window, padding))
        {
            return LayerBinding.Failed();
        }

        var height = WindowPlacement.Steps(input.Height, padding.Top, padding.Bottom, window.Height, stride.Height) + 1;
        var width = WindowPlacement.Steps(input.Width, padding.Left, padding.Right, window.Width, stride.Width) + 1;
        var weights = Limits.Product(filters, input.Channels, window.Height, window.Width);
        if (!context.Fits(weights, Limits.Product(filters, height, width)))
        {
            return LayerBinding.Failed();
        }

        var output = input.WithPlanes((int)filters, (int)height, (int)width);
        return LayerBinding.Of(new ConvolutionLayer(
            context.Name, context.Documentation, input, output, window, stride, padding, initialization));
    }
}
