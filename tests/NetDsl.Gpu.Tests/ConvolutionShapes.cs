namespace NetDsl.Gpu.Tests;

/// <summary>One pixel, one filter, one weight.</summary>
internal readonly struct Smallest : IConvolutionShape
{
    public static int Channels => 1;

    public static int Height => 1;

    public static int Width => 1;

    public static int Filters => 1;

    public static int WindowHeight => 1;

    public static int WindowWidth => 1;

    public static int StrideY => 1;

    public static int StrideX => 1;

    public static int PadTop => 0;

    public static int PadLeft => 0;

    public static int OutputHeight => 1;

    public static int OutputWidth => 1;
}

/// <summary>Different in rows and columns, with strides, padding and pixels no window reaches.</summary>
internal readonly struct Uneven : IConvolutionShape
{
    public static int Channels => 3;

    public static int Height => 7;

    public static int Width => 6;

    public static int Filters => 5;

    public static int WindowHeight => 3;

    public static int WindowWidth => 2;

    public static int StrideY => 2;

    public static int StrideX => 3;

    public static int PadTop => 1;

    public static int PadLeft => 0;

    public static int OutputHeight => 4;

    public static int OutputWidth => 2;
}

/// <summary>"Same" padding, areas that are multiples of four, more filters than the flat tile has rows.</summary>
internal readonly struct Same : IConvolutionShape
{
    public static int Channels => 2;

    public static int Height => 4;

    public static int Width => 4;

    public static int Filters => 18;

    public static int WindowHeight => 3;

    public static int WindowWidth => 3;

    public static int StrideY => 1;

    public static int StrideX => 1;

    public static int PadTop => 1;

    public static int PadLeft => 1;

    public static int OutputHeight => 4;

    public static int OutputWidth => 4;
}

/// <summary>Enough pixels that the gradients are summed in parts.</summary>
internal readonly struct ManyPixels : IConvolutionShape
{
    public static int Channels => 1;

    public static int Height => 12;

    public static int Width => 12;

    public static int Filters => 2;

    public static int WindowHeight => 3;

    public static int WindowWidth => 3;

    public static int StrideY => 1;

    public static int StrideX => 1;

    public static int PadTop => 0;

    public static int PadLeft => 0;

    public static int OutputHeight => 10;

    public static int OutputWidth => 10;
}

/// <summary>Windows with gaps, further apart in columns, under a stride.</summary>
internal readonly struct Dilated : IConvolutionShape
{
    public static int Channels => 2;

    public static int Height => 8;

    public static int Width => 7;

    public static int Filters => 3;

    public static int WindowHeight => 3;

    public static int WindowWidth => 2;

    public static int StrideY => 2;

    public static int StrideX => 1;

    public static int DilationY => 3;

    public static int DilationX => 2;

    public static int PadTop => 3;

    public static int PadLeft => 0;

    public static int OutputHeight => 4;

    public static int OutputWidth => 5;
}

/// <summary>Groups large enough for products.</summary>
internal readonly struct TwoGroups : IConvolutionShape
{
    public static int Channels => 4;

    public static int Height => 4;

    public static int Width => 4;

    public static int Filters => 16;

    public static int WindowHeight => 3;

    public static int WindowWidth => 3;

    public static int StrideY => 1;

    public static int StrideX => 1;

    public static int Groups => 2;

    public static int PadTop => 1;

    public static int PadLeft => 1;

    public static int OutputHeight => 4;

    public static int OutputWidth => 4;
}

/// <summary>Each channel by itself, two filters for each.</summary>
internal readonly struct EachChannel : IConvolutionShape
{
    public static int Channels => 3;

    public static int Height => 5;

    public static int Width => 4;

    public static int Filters => 6;

    public static int WindowHeight => 3;

    public static int WindowWidth => 2;

    public static int StrideY => 1;

    public static int StrideX => 2;

    public static int Groups => 3;

    public static int PadTop => 1;

    public static int PadLeft => 1;

    public static int OutputHeight => 5;

    public static int OutputWidth => 3;
}
