using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>Where windows fall on one image: shared by convolution and pooling.</summary>
internal static class WindowPlacement
{
    public static readonly Window One = new(1, 1);

    /// <summary>Equal padding on opposite sides: `pad 2`, `pad 2x1`.</summary>
    public static Padding Around(Window pad) => new(pad.Height, pad.Width, pad.Height, pad.Width);

    /// <summary>The padding for which the output is input ÷ stride, rounded up. An odd number of rows puts the extra
    /// one below, an odd number of columns to the right.</summary>
    public static Padding Same(Shape input, Window window, Window stride)
    {
        var rows = SameTotal(input.Height, window.Height, stride.Height);
        var columns = SameTotal(input.Width, window.Width, stride.Width);
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    /// <summary>What a dilated window sees, from its first value to its last.</summary>
    public static Window Reach(Window window, Window dilation) =>
        new(Reach(window.Height, dilation.Height), Reach(window.Width, dilation.Width));

    /// <summary>Whether the grid's window fits in the padded input; reported where not, and where a part of it never meets
    /// a value of the input.</summary>
    /// <param name="shown">The statement so far, as `conv 5x5`.</param>
    /// <param name="output">Rows and columns of the output, where it fits.</param>
    public static bool Fits(
        LayerContext context, Shape input, string shown, WindowGrid grid, (long Height, long Width) output)
    {
        var (window, padding) = (grid.Reach, grid.Padding);
        var height = (long)input.Height + padding.Top + padding.Bottom;
        var width = (long)input.Width + padding.Left + padding.Right;
        if (window.Height <= height && window.Width <= width)
        {
            ReportUnmet(context, input, shown, grid, output);
            return true;
        }

        var padded = height == input.Height && width == input.Width ? "" : $", {(input.IsSignal ? $"{width}" : $"{height}×{width}")} with its padding";
        context.Arguments.Report(
            Descriptors.WindowTooLarge, context.Arguments.Span, shown, context.Size(window), context.Source, $"{input}{padded}");
        return false;
    }

    private static void ReportUnmet(
        LayerContext context, Shape input, string shown, WindowGrid grid, (long Height, long Width) output)
    {
        var rows = Met(input.Height, output.Height, grid.Window.Height, grid.Padding.Top, grid.Stride.Height, grid.Dilation.Height);
        var columns = Met(input.Width, output.Width, grid.Window.Width, grid.Padding.Left, grid.Stride.Width, grid.Dilation.Width);
        var all = (long)grid.Window.Height * grid.Window.Width;
        if (rows * columns < all)
        {
            context.Arguments.Report(
                Descriptors.WindowWiderThanInput, context.Arguments.Span, Text.Count(all - rows * columns), Text.Count(all),
                shown, context.Source, $"{input}");
        }
    }

    /// <summary>The rows of a window that meet one of the input's at some step.</summary>
    private static long Met(int input, long steps, int window, int before, int stride, int dilation)
    {
        var met = 0L;
        for (var row = 0L; row < window; row++)
        {
            // the first step at which it is not in front of the input
            var first = row * dilation - before;
            var step = first >= 0 ? 0 : (-first + stride - 1) / stride;
            met += step < steps && first + step * stride < input ? 1 : 0;
        }

        return met;
    }

    /// <summary>Whole steps of a window along one side, rounded down: those plus one is the number of outputs.</summary>
    public static long Steps(int input, int before, int after, int window, int stride) =>
        ((long)input + before + after - window) / stride;

    // a reach that is no int is larger than any input
    private static int Reach(int window, int dilation) => (int)Math.Min(int.MaxValue, ((long)window - 1) * dilation + 1);

    private static int SameTotal(int input, int window, int stride)
    {
        var steps = (input + (long)stride - 1) / stride - 1;
        return (int)Math.Min(int.MaxValue, Math.Max(0, steps * stride + window - input));
    }
}
