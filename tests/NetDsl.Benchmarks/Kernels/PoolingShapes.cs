namespace NetDsl.Benchmarks.Kernels;

/// <summary>A square pooling, as the kernels want it.</summary>
internal readonly struct SquarePooling<T> : IPoolingShape
    where T : struct, ISquare
{
    public static int Channels => T.Channels;
    public static int Height => T.Size;
    public static int Width => T.Size;
    public static int WindowHeight => T.Window;
    public static int WindowWidth => T.Window;
    public static int StrideY => T.Stride;
    public static int StrideX => T.Stride;
    public static int PadTop => T.Pad;
    public static int PadLeft => T.Pad;

    /// <summary>Rounded up, as GoogLeNet's are.</summary>
    public static int OutputHeight => ((T.Size + (2 * T.Pad) - T.Window + T.Stride - 1) / T.Stride) + 1;
    public static int OutputWidth => OutputHeight;
}

/// <summary>LeNet-5's first.</summary>
internal readonly struct LeNetFirstPool : ISquare
{
    public static int Channels => 6;
    public static int Size => 28;
    public static int Filters => 6;
    public static int Window => 2;
    public static int Stride => 2;
}

/// <summary>LeNet-5's second.</summary>
internal readonly struct LeNetSecondPool : ISquare
{
    public static int Channels => 16;
    public static int Size => 10;
    public static int Filters => 16;
    public static int Window => 2;
    public static int Stride => 2;
}

/// <summary>VGG's second.</summary>
internal readonly struct HalvingPool : ISquare
{
    public static int Channels => 128;
    public static int Size => 112;
    public static int Filters => 128;
    public static int Window => 2;
    public static int Stride => 2;
}

/// <summary>GoogLeNet's first.</summary>
internal readonly struct OverlappingPool : ISquare
{
    public static int Channels => 64;
    public static int Size => 112;
    public static int Filters => 64;
    public static int Window => 3;
    public static int Stride => 2;
}

/// <summary>Inception's.</summary>
internal readonly struct InceptionPool : ISquare
{
    public static int Channels => 192;
    public static int Size => 28;
    public static int Filters => 192;
    public static int Window => 3;
    public static int Stride => 1;
    public static int Pad => 1;
}

/// <summary>GoogLeNet's auxiliary one.</summary>
internal readonly struct AuxiliaryPool : ISquare
{
    public static int Channels => 512;
    public static int Size => 14;
    public static int Filters => 512;
    public static int Window => 5;
    public static int Stride => 3;
}

/// <summary>GoogLeNet's last: one window over all.</summary>
internal readonly struct WholePool : ISquare
{
    public static int Channels => 1024;
    public static int Size => 7;
    public static int Filters => 1024;
    public static int Window => 7;
    public static int Stride => 7;
}
