using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Layers;

/// <summary>What the layers that are convolutions have in common: their constants, and words for them.</summary>
internal static class ConvolutionShape
{
    /// <summary>The struct of constants that the kernel is specialised by; what is 1 unless stated is left out.</summary>
    /// <param name="isDirect">Whether values are sums of products, and nothing else will do.</param>
    public static ShapeDeclaration Of(Layer layer, WindowGrid grid, int groups, bool isDirect = false)
    {
        var (input, output) = (layer.Input, layer.Output);
        var shape = ShapeDeclaration.Of(
            MemberName.Of(layer.Name) + "Shape",
            "IConvolutionShape",
            $"{layer.Name}: {layer.Description}.",
            [("Channels", input.Channels), ("Height", input.Height), ("Width", input.Width)],
            [("Filters", output.Channels), ("WindowHeight", grid.Window.Height), ("WindowWidth", grid.Window.Width)],
            [("StrideY", grid.Stride.Height), ("StrideX", grid.Stride.Width), ("PadTop", grid.Padding.Top), ("PadLeft", grid.Padding.Left)],
            grid.Dilation == WindowPlacement.One ? [] : [("DilationY", grid.Dilation.Height), ("DilationX", grid.Dilation.Width)],
            groups == 1 ? [] : [("Groups", groups)],
            [("OutputHeight", output.Height), ("OutputWidth", output.Width)]);
        return isDirect ? shape.With(new ShapeConstant("AllowsWinograd", "bool", "false")) : shape;
    }

    /// <summary>Whether it may be computed by Winograd's algorithm, where the device has it.</summary>
    public static bool HasWinograd(WindowGrid grid) =>
        grid.Window is { Height: 3, Width: 3 } && grid.Stride == WindowPlacement.One && grid.Dilation == WindowPlacement.One;

    /// <summary>Values of the planes with their padding in which the runtime computes: they too must be counted in 31
    /// bits.</summary>
    public static long PaddedValues(Shape input, long filters, long height, long width, WindowGrid grid)
    {
        var (down, across) = (grid.Reach.Height - 1, grid.Reach.Width - 1);
        var rows = height + down / grid.Stride.Height;
        var columns = width + across / grid.Stride.Width;
        var phases = Limits.Product(Math.Min(grid.Stride.Height, down + 1L), Math.Min(grid.Stride.Width, across + 1L));
        return Math.Max(
            Limits.Product(input.Channels, phases, rows, columns), Limits.Product(filters, rows, columns));
    }

    /// <summary>`6 filters`</summary>
    public static string Filters(int filters) => $"{Text.Count(filters)} {(filters == 1 ? "filter" : "filters")}";

    /// <summary>` in 2 groups`, or nothing for one.</summary>
    public static string InGroups(int groups) => groups == 1 ? "" : $" in {Text.Count(groups)} groups";
}
