using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>`WINDOW [stride WINDOW] [pad WINDOW | same] [dilation WINDOW]`, which several layers have in common.</summary>
internal sealed record GridBinding(Window Window, Window Stride, Window Pad, Window Dilation)
{
    public static readonly AttributeSpec Positional = new("window");

    public static readonly IReadOnlyList<AttributeSpec> Attributes =
        [new("stride"), new("pad"), AttributeSpec.Flag("same"), new("dilation")];

    /// <summary>What is stated, or the defaults; everything wrong is reported.</summary>
    public static GridBinding Read(LayerContext context)
    {
        var arguments = context.Arguments;
        var grid = new GridBinding(
            context.Window("window", 1, 1),
            context.Window("stride", 1, 1, WindowPlacement.One),
            context.Window("pad", 0, 0, new Window(0, 0)),
            context.Window("dilation", 1, 1, WindowPlacement.One));
        if (arguments.Has("same") && arguments.Has("pad"))
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("same"), "same", "pad", "same is the padding that keeps the size");
        }

        return grid;
    }

    /// <summary>The grid over this input; null, and reported, where the window does not fit.</summary>
    public WindowGrid? Over(LayerContext context, Shape input)
    {
        var reach = WindowPlacement.Reach(Window, Dilation);
        var padding = context.Arguments.Has("same")
            ? WindowPlacement.Same(input, reach, Stride)
            : WindowPlacement.Around(Pad);
        var shown = context.Shown(Window) + (reach == Window ? "" : $" dilation {Dilation.AsWritten(input)}");
        var grid = new WindowGrid(Window, Stride, padding, Dilation);
        return WindowPlacement.Fits(context, input, shown, grid, grid.Output(input)) ? grid : null;
    }
}
