namespace NetDsl.Gpu;

/// <summary>One group of a convolution, as a convolution of its own.</summary>
internal readonly struct GroupShape<TShape> : IConvolutionShape
    where TShape : struct, IConvolutionShape
{
    // below it, the tiles of a matrix product are mostly empty
    private const int FiltersOfProduct = 8;

    /// <summary>Whether <see cref="SmallGroups"/> do better than products.</summary>
    public static bool IsSmall => TShape.Groups > 1 && Filters < FiltersOfProduct;

    public static int InputSize => Channels * Height * Width;

    public static int OutputSize => Filters * OutputHeight * OutputWidth;

    public static int WeightCount => Filters * PatchStride<GroupShape<TShape>>.Stride;

    public static int Channels => TShape.Channels / TShape.Groups;

    public static int Height => TShape.Height;

    public static int Width => TShape.Width;

    public static int Filters => TShape.Filters / TShape.Groups;

    public static int WindowHeight => TShape.WindowHeight;

    public static int WindowWidth => TShape.WindowWidth;

    public static int StrideY => TShape.StrideY;

    public static int StrideX => TShape.StrideX;

    public static int DilationY => TShape.DilationY;

    public static int DilationX => TShape.DilationX;

    public static int Groups => 1;

    public static int PadTop => TShape.PadTop;

    public static int PadLeft => TShape.PadLeft;

    public static int OutputHeight => TShape.OutputHeight;

    public static int OutputWidth => TShape.OutputWidth;
}
