using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>`conv 5x5 filters 6 stride 1 pad 2`: cross-correlation with a bias for each filter; in one dimension over
/// channels × length.</summary>
/// <param name="Groups">Parts of equal size into which channels and filters are split: the filters of a part see its
/// channels alone.</param>
/// <param name="IsDirect">Each value is the sum of its products: no faster algorithm that rounds more often.</param>
public sealed record ConvolutionLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    WindowGrid Grid,
    int Groups,
    bool HasBias,
    Initialization Initialization,
    bool IsDirect = false) : Layer(Name, Documentation, Input, Output)
{
    public int Filters => Output.Channels;

    /// <summary>Channels that one filter sees.</summary>
    public int ChannelsOfGroup => Input.Channels / Groups;

    public long WeightCount => (long)Filters * ChannelsOfGroup * Grid.Area;

    public override string ParametersType => HasBias ? "ConvolutionParameters" : "WeightParameters";

    public override long ParameterCount => WeightCount + (HasBias ? Filters : 0);

    public override long MultiplyAdds => WeightCount * Output.Height * Output.Width;

    public override string Description =>
        $"{ConvolutionShape.Filters(Filters)} {Grid.Describe(Input)}{ConvolutionShape.InGroups(Groups)} over {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var shape = ConvolutionShape.Of(this, Grid, Groups, IsDirect);
        EquatableArray<int> sizes = Input.IsSignal
            ? new([Filters, ChannelsOfGroup, Grid.Window.Width])
            : new([Filters, ChannelsOfGroup, Grid.Window.Height, Grid.Window.Width]);
        var weights = builder.Weights(
            Name, new Shape(sizes), Initialization, ChannelsOfGroup * Grid.Area, Filters / Groups * Grid.Area);
        return builder.Lower(this, input, "Convolution", shape, weights, HasBias ? Filters : null);
    }
}

/// <summary>Its output is rounded down, as a convolution's is everywhere: a stride may leave a rest at the edge.</summary>
internal sealed class ConvolutionLayerKind : LayerKind
{
    public override string Keyword => "conv";

    public override string Example => "conv 5x5 filters 6 pad 2";

    public override AttributeSpec Positional => GridBinding.Positional;

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
    [
        new("filters"), .. GridBinding.Attributes, new("groups"), AttributeSpec.Flag("direct"),
        .. BiasBinding.Attributes, InitializationBinding.Attribute,
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
        if (context.Image() is not { } input || arguments.Failed || !GroupBinding.Divide(context, groups, input.Channels, filters)
            || windows.Over(context, input) is not { } grid)
        {
            return LayerBinding.Failed();
        }

        var isDirect = arguments.Has("direct");
        if (isDirect && !ConvolutionShape.HasWinograd(grid))
        {
            arguments.Report(Descriptors.DirectAnyway, arguments.SpanOf("direct"), context.Name);
        }

        var (height, width) = grid.Output(input);
        var weights = Limits.Product(filters, input.Channels / groups, grid.Window.Height, grid.Window.Width);
        var values = Limits.Product(filters, height, width);
        if (!context.Fits(weights, Math.Max(values, ConvolutionShape.PaddedValues(input, filters, height, width, grid))))
        {
            return LayerBinding.Failed();
        }

        var output = input.WithPlanes(filters, (int)height, (int)width);
        return LayerBinding.Of(new ConvolutionLayer(
            context.Name, context.Documentation, input, output, grid, groups, hasBias, initialization, isDirect));
    }
}
