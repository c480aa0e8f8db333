using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>`deconv 4x4 filters 8 stride 2 pad 1`: the transpose of a convolution. Each value adds its window, times
/// the weights, to the output; the stride lies between the windows there.</summary>
/// <param name="Grid">Of the convolution that it transposes: the padding is cut off the output.</param>
public sealed record DeconvolutionLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    WindowGrid Grid,
    int Groups,
    bool HasBias,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Filters => Output.Channels;

    public long WeightCount => (long)Input.Channels * (Filters / Groups) * Grid.Area;

    public override string ParametersType => HasBias ? "DeconvolutionParameters" : "WeightParameters";

    public override long ParameterCount => WeightCount + (HasBias ? Filters : 0);

    public override long MultiplyAdds => WeightCount * Input.Height * Input.Width;

    public override string Description =>
        $"{ConvolutionShape.Filters(Filters)} {Grid.Describe(Input)}{ConvolutionShape.InGroups(Groups)} "
        + $"spread from {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var shape = ConvolutionShape.Of(this, Grid, Groups);
        EquatableArray<int> sizes = Input.IsSignal
            ? new([Input.Channels, Filters / Groups, Grid.Window.Width])
            : new([Input.Channels, Filters / Groups, Grid.Window.Height, Grid.Window.Width]);

        // a stride thins out the windows that reach one value
        var step = Grid.Stride.Height * Grid.Stride.Width;
        var windows = Math.Max(1, (Grid.Area + step - 1) / step);
        var weights = builder.Weights(
            Name, new Shape(sizes), Initialization, Input.Channels / Groups * windows, Filters / Groups * Grid.Area);
        return builder.Lower(this, input, "Deconvolution", shape, weights, HasBias ? Filters : null);
    }
}

internal sealed class DeconvolutionLayerKind : LayerKind
{
    public override string Keyword => "deconv";

    public override string Example => "deconv 4x4 filters 8 stride 2 pad 1";

    public override AttributeSpec Positional => GridBinding.Positional;

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
    [
        new("filters"), .. GridBinding.Attributes, new("groups"), .. BiasBinding.Attributes,
        InitializationBinding.Attribute,
    ];

    public override bool TakesActivation => true;

    public override LayerBinding Bind(LayerContext context)
    {
        var arguments = context.Arguments;
        var windows = GridBinding.Read(context);
        var filters = (int)arguments.Integer("filters", 1, Limits.Size);
        var groups = (int)arguments.Integer("groups", 1, Limits.Size, 1);
        var hasBias = BiasBinding.Read(context);
        var initialization = InitializationBinding.Read(context);
        if (context.Image() is not { } input || arguments.Failed
            || !GroupBinding.Divide(context, groups, input.Channels, filters))
        {
            return LayerBinding.Failed();
        }

        var grid = Transposed(windows, arguments.Has("same"));
        var (height, width) = Sides(grid, input, arguments.Has("same"));
        if (height < 1 || width < 1)
        {
            arguments.Report(
                Descriptors.NothingLeft, arguments.SpanOf("pad"), context.Shown(grid.Window),
                windows.Pad.AsWritten(input), context.Source, $"{input}");
            return LayerBinding.Failed();
        }

        var weights = Limits.Product(input.Channels, filters / groups, grid.Window.Height, grid.Window.Width);
        if (!context.Fits(weights, Limits.Product(filters, height, width)))
        {
            return LayerBinding.Failed();
        }

        var output = input.WithPlanes(filters, (int)height, (int)width);
        var padded = ConvolutionShape.PaddedValues(output, input.Channels, input.Height, input.Width, grid);
        return context.Fits(weights, padded)
            ? LayerBinding.Of(new DeconvolutionLayer(
                context.Name, context.Documentation, input, output, grid, groups, hasBias, initialization))
            : LayerBinding.Failed();
    }

    /// <summary>`same` is the padding of a convolution that makes the input of such an output.</summary>
    private static WindowGrid Transposed(GridBinding windows, bool isSame)
    {
        var reach = WindowPlacement.Reach(windows.Window, windows.Dilation);
        var rows = Math.Max(0, reach.Height - windows.Stride.Height);
        var columns = Math.Max(0, reach.Width - windows.Stride.Width);
        var padding = isSame
            ? new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2)
            : WindowPlacement.Around(windows.Pad);
        return new WindowGrid(windows.Window, windows.Stride, padding, windows.Dilation);
    }

    /// <summary>Rows and columns of the output.</summary>
    private static (long Height, long Width) Sides(WindowGrid grid, Shape input, bool isSame) => isSame
        ? ((long)input.Height * grid.Stride.Height, (long)input.Width * grid.Stride.Width)
        : (((input.Height - 1L) * grid.Stride.Height) + grid.Reach.Height - grid.Padding.Top - grid.Padding.Bottom,
            ((input.Width - 1L) * grid.Stride.Width) + grid.Reach.Width - grid.Padding.Left - grid.Padding.Right);
}
