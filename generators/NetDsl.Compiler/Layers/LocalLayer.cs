using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>`local 5x5 filters 6 stride 1 pad 2`: as `conv`, but every value of the output has weights and a bias of its
/// own.</summary>
public sealed record LocalLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    WindowGrid Grid,
    bool HasBias,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Filters => Output.Channels;

    /// <summary>Values that one value of the output sums over.</summary>
    public int Depth => Input.Channels * Grid.Area;

    public long WeightCount => Output.Count * Depth;

    public override string ParametersType => HasBias ? "LocalParameters" : "WeightParameters";

    public override long ParameterCount => WeightCount + (HasBias ? Output.Count : 0);

    public override long MultiplyAdds => WeightCount;

    public override string Description =>
        $"{ConvolutionShape.Filters(Filters)} {Grid.Describe(Input)} with weights for each place over {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var units = (int)Output.Count;
        EquatableArray<int> sizes = Input.IsSignal
            ? new([units, Input.Channels, Grid.Window.Width])
            : new([units, Input.Channels, Grid.Window.Height, Grid.Window.Width]);
        var weights = builder.Weights(Name, new Shape(sizes), Initialization, Depth, Filters * Grid.Area);
        var shape = ConvolutionShape.Of(this, Grid, groups: 1);
        return builder.Lower(this, input, "LocalConvolution", shape, weights, HasBias ? units : null);
    }
}

internal sealed class LocalLayerKind : LayerKind
{
    public override string Keyword => "local";

    public override string Example => "local 5x5 filters 6 pad 2";

    public override AttributeSpec Positional => GridBinding.Positional;

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("filters"), .. GridBinding.Attributes, .. BiasBinding.Attributes, InitializationBinding.Attribute];

    public override bool TakesActivation => true;

    public override LayerBinding Bind(LayerContext context)
    {
        var arguments = context.Arguments;
        var windows = GridBinding.Read(context);
        var filters = (int)arguments.Integer("filters", 1, Limits.Size);
        var hasBias = BiasBinding.Read(context);

        // the places' matrices do not lie one behind the other, and all together are no matrix worth being orthogonal
        var initialization = InitializationBinding.Read(context, hasMatrix: false);
        if (context.Image() is not { } input || arguments.Failed || windows.Over(context, input) is not { } grid)
        {
            return LayerBinding.Failed();
        }

        var (height, width) = grid.Output(input);
        var values = Limits.Product(filters, height, width);
        var weights = Limits.Product(values, input.Channels, grid.Window.Height, grid.Window.Width);
        if (!context.Fits(weights, values))
        {
            return LayerBinding.Failed();
        }

        var output = input.WithPlanes(filters, (int)height, (int)width);
        return LayerBinding.Of(new LocalLayer(
            context.Name, context.Documentation, input, output, grid, hasBias, initialization));
    }
}
