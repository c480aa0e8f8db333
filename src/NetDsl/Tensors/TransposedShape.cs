namespace NetDsl;

/// <summary>The convolution whose transpose a deconvolution is: it reads the deconvolution's output and gives its
/// input.</summary>
public readonly struct TransposedShape<TShape> : IConvolutionShape
    where TShape : struct, IConvolutionShape
{
    /// <inheritdoc/>
    public static int Channels => TShape.Filters;

    /// <inheritdoc/>
    public static int Height => TShape.OutputHeight;

    /// <inheritdoc/>
    public static int Width => TShape.OutputWidth;

    /// <inheritdoc/>
    public static int Filters => TShape.Channels;

    /// <inheritdoc/>
    public static int WindowHeight => TShape.WindowHeight;

    /// <inheritdoc/>
    public static int WindowWidth => TShape.WindowWidth;

    /// <inheritdoc/>
    public static int StrideY => TShape.StrideY;

    /// <inheritdoc/>
    public static int StrideX => TShape.StrideX;

    /// <inheritdoc/>
    public static int DilationY => TShape.DilationY;

    /// <inheritdoc/>
    public static int DilationX => TShape.DilationX;

    /// <inheritdoc/>
    public static int Groups => TShape.Groups;

    /// <inheritdoc/>
    public static int PadTop => TShape.PadTop;

    /// <inheritdoc/>
    public static int PadLeft => TShape.PadLeft;

    /// <inheritdoc/>
    public static int OutputHeight => TShape.Height;

    /// <inheritdoc/>
    public static int OutputWidth => TShape.Width;
}
