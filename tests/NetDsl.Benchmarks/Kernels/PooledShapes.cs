namespace NetDsl.Benchmarks.Kernels;

/// <summary>A square window of a pooling behind a convolution.</summary>
internal interface IPoolWindow
{
    static abstract int Window { get; }

    static abstract int Stride { get; }
}

/// <summary>The pooling of a convolution's output, rounded down.</summary>
internal readonly struct PoolingOf<T, TWindow> : IPoolingShape
    where T : struct, ISquare
    where TWindow : struct, IPoolWindow
{
    public static int Channels => Square<T>.Filters;
    public static int Height => Square<T>.OutputHeight;
    public static int Width => Square<T>.OutputWidth;
    public static int WindowHeight => TWindow.Window;
    public static int WindowWidth => TWindow.Window;
    public static int StrideY => TWindow.Stride;
    public static int StrideX => TWindow.Stride;
    public static int PadTop => 0;
    public static int PadLeft => 0;
    public static int OutputHeight => ((Height - TWindow.Window) / TWindow.Stride) + 1;
    public static int OutputWidth => OutputHeight;
}

/// <summary>LeNet-5's and VGG's.</summary>
internal readonly struct Halving : IPoolWindow
{
    public static int Window => 2;
    public static int Stride => 2;
}

/// <summary>AlexNet's.</summary>
internal readonly struct Overlapping : IPoolWindow
{
    public static int Window => 3;
    public static int Stride => 2;
}

/// <summary>VGG's second.</summary>
internal readonly struct VggSecond : ISquare
{
    public static int Channels => 64;
    public static int Size => 224;
    public static int Filters => 64;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>VGG's last.</summary>
internal readonly struct VggLast : ISquare
{
    public static int Channels => 512;
    public static int Size => 14;
    public static int Filters => 512;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>ResNet's first.</summary>
internal readonly struct ResNetFirst : ISquare
{
    public static int Channels => 3;
    public static int Size => 224;
    public static int Filters => 64;
    public static int Window => 7;
    public static int Stride => 2;
    public static int Pad => 3;
}
