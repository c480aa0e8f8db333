using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>Where the windows of a convolution fall: height × width throughout; over a signal the height is 1.</summary>
/// <param name="Dilation">Rows and columns from one value of the window to the next: 1×1 but for a dilated window.</param>
public sealed record WindowGrid(Window Window, Window Stride, Padding Padding, Window Dilation)
{
    /// <summary>Values of the window, in one channel.</summary>
    public int Area => Window.Height * Window.Width;

    /// <summary>The rows and columns that the window sees, from its first value to its last.</summary>
    public Window Reach => WindowPlacement.Reach(Window, Dilation);

    /// <summary>As `5×5`, or `3×3 with dilation 2 (5×5)`.</summary>
    public string Describe(Shape input) => Reach == Window
        ? Window.Over(input)
        : $"{Window.Over(input)} with dilation {Dilation.AsWritten(input)} ({Reach.Over(input)})";

    /// <summary>Rows and columns of the output.</summary>
    public (long Height, long Width) Output(Shape input) => (
        WindowPlacement.Steps(input.Height, Padding.Top, Padding.Bottom, Reach.Height, Stride.Height) + 1,
        WindowPlacement.Steps(input.Width, Padding.Left, Padding.Right, Reach.Width, Stride.Width) + 1);
}
