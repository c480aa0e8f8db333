using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A rectangle of a plane, its lower and right ends exclusive, and where the plane starts.</summary>
internal readonly struct Rectangle(int plane, int top, int bottom, int left, int right)
{
    public readonly int Plane = plane;
    public readonly int Top = top;
    public readonly int Bottom = bottom;
    public readonly int Left = left;
    public readonly int Right = right;

    public int Area => (Bottom - Top) * (Right - Left);

    public bool IsEmpty => Bottom <= Top || Right <= Left;
}

/// <summary>Where pooling's windows lie.</summary>
internal static class Pooling
{
    public static int InputSize<TShape>()
        where TShape : struct, IPoolingShape => TShape.Channels * TShape.Height * TShape.Width;

    public static int OutputSize<TShape>()
        where TShape : struct, IPoolingShape => TShape.Channels * TShape.OutputHeight * TShape.OutputWidth;

    /// <summary>The input pixels of an output's window, cut off at the borders.</summary>
    public static Rectangle Window<TShape>(int output)
        where TShape : struct, IPoolingShape
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        int position = output % area;
        int top = position / TShape.OutputWidth * TShape.StrideY - TShape.PadTop;
        int left = position % TShape.OutputWidth * TShape.StrideX - TShape.PadLeft;
        return new Rectangle(
            output / area * (TShape.Height * TShape.Width),
            IntrinsicMath.Max(top, 0),
            IntrinsicMath.Min(top + TShape.WindowHeight, TShape.Height),
            IntrinsicMath.Max(left, 0),
            IntrinsicMath.Min(left + TShape.WindowWidth, TShape.Width));
    }

    /// <summary>The outputs whose windows cover an input pixel.</summary>
    public static Rectangle Covering<TShape>(int input)
        where TShape : struct, IPoolingShape
    {
        int area = TShape.Height * TShape.Width;
        int y = input % area / TShape.Width + TShape.PadTop;
        int x = input % area % TShape.Width + TShape.PadLeft;
        return new Rectangle(
            input / area * (TShape.OutputHeight * TShape.OutputWidth),
            First(y, TShape.WindowHeight, TShape.StrideY),
            IntrinsicMath.Min(y / TShape.StrideY + 1, TShape.OutputHeight),
            First(x, TShape.WindowWidth, TShape.StrideX),
            IntrinsicMath.Min(x / TShape.StrideX + 1, TShape.OutputWidth));
    }

    // the first window that has not ended before this pixel
    private static int First(int position, int window, int stride)
        => position < window ? 0 : (position - window) / stride + 1;
}
