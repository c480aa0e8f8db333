namespace NetDsl;

/// <summary>The convolution whose transpose a deconvolution is: it reads the deconvolution's output and gives its
/// input.</summary>
internal readonly struct TransposedShape<TShape> : IConvolutionShape
    where TShape : struct, IConvolutionShape
{
    public static int Channels => TShape.Filters;

    public static int Height => TShape.OutputHeight;

    public static int Width => TShape.OutputWidth;

    public static int Filters => TShape.Channels;

    public static int WindowHeight => TShape.WindowHeight;

    public static int WindowWidth => TShape.WindowWidth;

    public static int StrideY => TShape.StrideY;

    public static int StrideX => TShape.StrideX;

    public static int DilationY => TShape.DilationY;

    public static int DilationX => TShape.DilationX;

    public static int Groups => TShape.Groups;

    public static int PadTop => TShape.PadTop;

    public static int PadLeft => TShape.PadLeft;

    public static int OutputHeight => TShape.Height;

    public static int OutputWidth => TShape.Width;
}
