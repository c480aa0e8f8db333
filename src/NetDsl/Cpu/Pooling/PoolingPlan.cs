namespace NetDsl.Cpu;

/// <summary>Sizes that follow from a pooling's shape.</summary>
internal static class PoolingPlan<TShape>
    where TShape : struct, IPoolingShape
{
    public static int InputPlane => TShape.Height * TShape.Width;

    public static int OutputPlane => TShape.OutputHeight * TShape.OutputWidth;

    public static int InputSize => TShape.Channels * InputPlane;

    public static int OutputSize => TShape.Channels * OutputPlane;

    /// <summary>2×2 windows side by side, none cut off: a case worth vectors.</summary>
    public static bool IsHalving =>
        TShape.WindowHeight == 2 && TShape.WindowWidth == 2 && TShape.StrideY == 2 && TShape.StrideX == 2
        && TShape.PadTop == 0 && TShape.PadLeft == 0
        && 2 * TShape.OutputHeight <= TShape.Height && 2 * TShape.OutputWidth <= TShape.Width;

    /// <summary>The part of window (row, column) that lies inside the plane.</summary>
    public static (int Top, int Bottom, int Left, int Right) Window(int row, int column)
    {
        int top = (row * TShape.StrideY) - TShape.PadTop;
        int left = (column * TShape.StrideX) - TShape.PadLeft;
        return (
            Math.Max(0, top), Math.Min(TShape.Height, top + TShape.WindowHeight),
            Math.Max(0, left), Math.Min(TShape.Width, left + TShape.WindowWidth));
    }
}
