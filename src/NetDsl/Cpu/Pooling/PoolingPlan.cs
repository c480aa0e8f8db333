namespace NetDsl.Cpu;

/// <summary>Sizes that follow from a pooling's shape, and how it is shared out: a task is some channels of an
/// image.</summary>
internal static class PoolingPlan<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Pixels of a task, about: enough to be worth telling another thread of it.</summary>
    private const int PixelsOfTask = 4_096;

    /// <summary>Whole numbers below 2²⁴ are exact as floats: then a pixel's place may be one.</summary>
    private const int MostExact = 1 << 24;

    public static int InputPlane => TShape.Height * TShape.Width;

    public static int OutputPlane => TShape.OutputHeight * TShape.OutputWidth;

    public static int InputSize => TShape.Channels * InputPlane;

    /// <summary>Channels of a task.</summary>
    public static int PlanesOfTask => Math.Clamp(PixelsOfTask / InputPlane, 1, TShape.Channels);

    /// <summary>Tasks of an image.</summary>
    public static int Tasks => (TShape.Channels + PlanesOfTask - 1) / PlanesOfTask;

    /// <summary>One window over the whole plane.</summary>
    public static bool IsGlobal =>
        OutputPlane == 1 && TShape.PadTop == 0 && TShape.PadLeft == 0
        && TShape.WindowHeight == TShape.Height && TShape.WindowWidth == TShape.Width;

    /// <summary>2×2 windows side by side, none cut off.</summary>
    public static bool IsHalving =>
        TShape.WindowHeight == 2 && TShape.WindowWidth == 2 && TShape.StrideY == 2 && TShape.StrideX == 2
        && TShape.PadTop == 0 && TShape.PadLeft == 0
        && 2 * TShape.OutputHeight <= TShape.Height && 2 * TShape.OutputWidth <= TShape.Width;

    /// <summary>Whether the work can go row by row: every window sees a pixel, and places are exact as
    /// floats.</summary>
    public static bool IsByRows =>
        InputPlane <= MostExact
        && TShape.PadTop < TShape.WindowHeight && TShape.PadLeft < TShape.WindowWidth
        && ((TShape.OutputHeight - 1) * TShape.StrideY) - TShape.PadTop < TShape.Height
        && ((TShape.OutputWidth - 1) * TShape.StrideX) - TShape.PadLeft < TShape.Width;

    /// <summary>The channels of a task: those from <c>First</c> to before <c>End</c> of image <c>Example</c>.</summary>
    public static (int Example, int First, int End) Planes(int task)
    {
        int first = task % Tasks * PlanesOfTask;
        return (task / Tasks, first, Math.Min(TShape.Channels, first + PlanesOfTask));
    }

    /// <summary>The rows that the windows of an output's row see.</summary>
    public static (int Top, int Bottom) Rows(int row)
    {
        int top = (row * TShape.StrideY) - TShape.PadTop;
        return (Math.Max(0, top), Math.Min(TShape.Height, top + TShape.WindowHeight));
    }

    /// <summary>The columns that the windows of an output's column see.</summary>
    public static (int Left, int Right) Columns(int column)
    {
        int left = (column * TShape.StrideX) - TShape.PadLeft;
        return (Math.Max(0, left), Math.Min(TShape.Width, left + TShape.WindowWidth));
    }
}
