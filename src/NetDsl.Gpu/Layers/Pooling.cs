using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A rectangle of a plane, its lower and right ends exclusive.</summary>
internal readonly struct Rectangle(int top, int bottom, int left, int right)
{
    public readonly int Top = top;
    public readonly int Bottom = bottom;
    public readonly int Left = left;
    public readonly int Right = right;

    public int Area => (Bottom - Top) * (Right - Left);

    public bool IsEmpty => Bottom <= Top || Right <= Left;
}

/// <summary>Values of an example before the pooling.</summary>
internal readonly struct PoolingInputs<TShape> : IExampleSize
    where TShape : struct, IPoolingShape
{
    public static int Size => Pooling.InputSize<TShape>();
}

/// <summary>Values of an example after the pooling.</summary>
internal readonly struct PoolingOutputs<TShape> : IExampleSize
    where TShape : struct, IPoolingShape
{
    public static int Size => Pooling.OutputSize<TShape>();
}

/// <summary>Where pooling's windows lie.</summary>
internal static class Pooling
{
    public static int InputPlane<TShape>()
        where TShape : struct, IPoolingShape => TShape.Height * TShape.Width;

    public static int OutputPlane<TShape>()
        where TShape : struct, IPoolingShape => TShape.OutputHeight * TShape.OutputWidth;

    public static int InputSize<TShape>()
        where TShape : struct, IPoolingShape => TShape.Channels * InputPlane<TShape>();

    public static int OutputSize<TShape>()
        where TShape : struct, IPoolingShape => TShape.Channels * OutputPlane<TShape>();

    /// <summary>Where the input's plane starts that an output comes from.</summary>
    /// <param name="output">Its index in [batch, channels, output height, output width].</param>
    /// <param name="stride">From one example of the input to the next.</param>
    public static int InputStart<TShape>(int output, int stride)
        where TShape : struct, IPoolingShape
        => output / OutputSize<TShape>() * stride
            + output % OutputSize<TShape>() / OutputPlane<TShape>() * InputPlane<TShape>();

    /// <summary>Where the output's plane starts that an input goes to.</summary>
    /// <param name="input">Its index in [batch, channels, height, width].</param>
    /// <param name="stride">From one example of the output to the next.</param>
    public static int OutputStart<TShape>(int input, int stride)
        where TShape : struct, IPoolingShape
        => input / InputSize<TShape>() * stride
            + input % InputSize<TShape>() / InputPlane<TShape>() * OutputPlane<TShape>();

    /// <summary>The input pixels of an output's window, cut off at the borders.</summary>
    /// <param name="position">The output's in its plane.</param>
    public static Rectangle Window<TShape>(int position)
        where TShape : struct, IPoolingShape
    {
        int top = position / TShape.OutputWidth * TShape.StrideY - TShape.PadTop;
        int left = position % TShape.OutputWidth * TShape.StrideX - TShape.PadLeft;
        return new Rectangle(
            IntrinsicMath.Max(top, 0),
            IntrinsicMath.Min(top + TShape.WindowHeight, TShape.Height),
            IntrinsicMath.Max(left, 0),
            IntrinsicMath.Min(left + TShape.WindowWidth, TShape.Width));
    }

    /// <summary>The outputs whose windows cover an input pixel.</summary>
    /// <param name="position">The pixel's in its plane.</param>
    public static Rectangle Covering<TShape>(int position)
        where TShape : struct, IPoolingShape
    {
        int y = position / TShape.Width + TShape.PadTop;
        int x = position % TShape.Width + TShape.PadLeft;
        return new Rectangle(
            First(y, TShape.WindowHeight, TShape.StrideY),
            IntrinsicMath.Min(y / TShape.StrideY + 1, TShape.OutputHeight),
            First(x, TShape.WindowWidth, TShape.StrideX),
            IntrinsicMath.Min(x / TShape.StrideX + 1, TShape.OutputWidth));
    }

    // the first window that has not ended before this pixel
    private static int First(int position, int window, int stride)
        => position < window ? 0 : (position - window) / stride + 1;
}
