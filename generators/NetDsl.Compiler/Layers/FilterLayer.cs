using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>`filter 3x3 pad 1 { 0 1 0 / 1 -4 1 / 0 1 0 }`: a kernel that the file states, over each channel by
/// itself.</summary>
/// <param name="Kernel">[window height, window width], as written, times the factor.</param>
/// <param name="IsFlipped">Convolution as signal processing defines it, y[m, n] = Σᵢ Σⱼ x[i, j] · h[m − i, n − j]: the
/// window sees the kernel with its rows and columns in reverse order. Else cross-correlation.</param>
public sealed record FilterLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    WindowGrid Grid,
    EquatableArray<double> Kernel,
    bool IsFlipped) : Layer(Name, Documentation, Input, Output)
{
    public override long MultiplyAdds => Output.Count * Grid.Area;

    public override string Description =>
        $"{(IsFlipped ? "convolution" : "correlation")} with {Grid.Describe(Input)} fixed values "
        + $"over each channel of {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        EquatableArray<int> sizes = Input.IsSignal
            ? new([Input.Channels, 1, Grid.Window.Width])
            : new([Input.Channels, 1, Grid.Window.Height, Grid.Window.Width]);
        var values = new double[Input.Channels * Kernel.Count];
        for (var index = 0; index < values.Length; index++)
        {
            var place = index % Kernel.Count;
            values[index] = Kernel[IsFlipped ? Kernel.Count - 1 - place : place];
        }

        var shape = ConvolutionShape.Of(this, Grid, Input.Channels);
        var weights = builder.FixedWeights(Name, new Shape(sizes), new EquatableArray<double>(values));
        return builder.Lower(this, input, "Convolution", shape, weights, biases: null);
    }
}

/// <param name="keyword">`filter` and `correlate` lay the kernel on the image as it is written, `convolve` flips
/// it.</param>
internal sealed class FilterLayerKind(string keyword, bool isFlipped) : LayerKind
{
    public override string Keyword => keyword;

    public override string Example => keyword + " 3x3 pad 1 { 0 1 0 / 1 -4 1 / 0 1 0 }";

    public override AttributeSpec Positional => GridBinding.Positional;

    public override IReadOnlyList<AttributeSpec> Attributes { get; } = [.. GridBinding.Attributes, new("times")];

    public override bool TakesActivation => true;

    public override bool TakesBlock => true;

    public override LayerBinding Bind(LayerContext context)
    {
        var arguments = context.Arguments;
        var windows = GridBinding.Read(context);
        var factor = arguments.Real("times", RealRange.Any, 1);
        var input = context.Image();
        var kernel = input is null || arguments.Failed
            ? null
            : KernelReader.Read(context, windows.Window, factor);
        if (input is null || kernel is null || arguments.Failed || windows.Over(context, input) is not { } grid)
        {
            return LayerBinding.Failed();
        }

        var (height, width) = grid.Output(input);
        var values = Limits.Product(input.Channels, height, width);
        var padded = ConvolutionShape.PaddedValues(input, input.Channels, height, width, grid);
        var weights = Limits.Product(input.Channels, grid.Window.Height, grid.Window.Width);
        if (!context.Fits(weights, Math.Max(values, padded)))
        {
            return LayerBinding.Failed();
        }

        var output = input.WithPlanes(input.Channels, (int)height, (int)width);
        return LayerBinding.Of(new FilterLayer(
            context.Name, context.Documentation, input, output, grid, kernel, isFlipped));
    }
}
