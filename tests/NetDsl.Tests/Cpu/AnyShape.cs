namespace NetDsl.Tests.Cpu;

/// <summary>Shapes that a test sets while it runs; tests that use them share a collection, so they do not
/// overlap.</summary>
internal sealed record WindowSizes(
    int Channels, int Height, int Width, int Filters, int WindowHeight, int WindowWidth,
    int StrideY, int StrideX, int PadTop, int PadLeft, int OutputHeight, int OutputWidth,
    int Groups = 1, int DilationY = 1, int DilationX = 1)
{
    public int InputSize => Channels * Height * Width;

    public int Taps => Channels / Groups * WindowHeight * WindowWidth;

    public int OutputSize => Filters * OutputHeight * OutputWidth;
}

internal readonly struct AnyConvolution : IConvolutionShape
{
    public static WindowSizes Sizes { get; set; } = null!;

    public static int Channels => Sizes.Channels;

    public static int Height => Sizes.Height;

    public static int Width => Sizes.Width;

    public static int Filters => Sizes.Filters;

    public static int WindowHeight => Sizes.WindowHeight;

    public static int WindowWidth => Sizes.WindowWidth;

    public static int StrideY => Sizes.StrideY;

    public static int StrideX => Sizes.StrideX;

    public static int DilationY => Sizes.DilationY;

    public static int DilationX => Sizes.DilationX;

    public static int Groups => Sizes.Groups;

    public static int PadTop => Sizes.PadTop;

    public static int PadLeft => Sizes.PadLeft;

    public static int OutputHeight => Sizes.OutputHeight;

    public static int OutputWidth => Sizes.OutputWidth;
}

internal readonly struct AnyPooling : IPoolingShape
{
    public static WindowSizes Sizes { get; set; } = null!;

    public static int Channels => Sizes.Channels;

    public static int Height => Sizes.Height;

    public static int Width => Sizes.Width;

    public static int WindowHeight => Sizes.WindowHeight;

    public static int WindowWidth => Sizes.WindowWidth;

    public static int StrideY => Sizes.StrideY;

    public static int StrideX => Sizes.StrideX;

    public static int PadTop => Sizes.PadTop;

    public static int PadLeft => Sizes.PadLeft;

    public static int OutputHeight => Sizes.OutputHeight;

    public static int OutputWidth => Sizes.OutputWidth;
}

internal readonly struct AnyDense : IDenseShape
{
    public static int Inputs { get; set; }

    public static int Outputs { get; set; }
}
