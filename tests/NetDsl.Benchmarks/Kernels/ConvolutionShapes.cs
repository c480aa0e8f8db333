namespace NetDsl.Benchmarks.Kernels;

/// <summary>A square convolution's sizes; an interface whose members have bodies spares each shape the rest.</summary>
internal interface ISquare
{
    static abstract int Channels { get; }

    static abstract int Size { get; }

    static abstract int Filters { get; }

    static abstract int Window { get; }

    static virtual int Stride => 1;
    static virtual int Pad => 0;
}

/// <summary>As the kernels want it.</summary>
internal readonly struct Square<T> : IConvolutionShape
    where T : struct, ISquare
{
    public static int Channels => T.Channels;
    public static int Height => T.Size;
    public static int Width => T.Size;
    public static int Filters => T.Filters;
    public static int WindowHeight => T.Window;
    public static int WindowWidth => T.Window;
    public static int StrideY => T.Stride;
    public static int StrideX => T.Stride;
    public static int PadTop => T.Pad;
    public static int PadLeft => T.Pad;
    public static int OutputHeight => ((T.Size + (2 * T.Pad) - T.Window) / T.Stride) + 1;
    public static int OutputWidth => OutputHeight;
}

/// <summary>LeNet-5's first.</summary>
internal readonly struct LeNetFirst : ISquare
{
    public static int Channels => 1;
    public static int Size => 28;
    public static int Filters => 6;
    public static int Window => 5;
    public static int Pad => 2;
}

/// <summary>LeNet-5's second.</summary>
internal readonly struct LeNetSecond : ISquare
{
    public static int Channels => 6;
    public static int Size => 14;
    public static int Filters => 16;
    public static int Window => 5;
}

/// <summary>VGG's first, of a small image.</summary>
internal readonly struct FewChannels : ISquare
{
    public static int Channels => 3;
    public static int Size => 32;
    public static int Filters => 64;
    public static int Window => 3;
    public static int Pad => 1;
}

internal readonly struct Channels16 : ISquare
{
    public static int Channels => 16;
    public static int Size => 32;
    public static int Filters => 16;
    public static int Window => 3;
    public static int Pad => 1;
}

internal readonly struct Channels32 : ISquare
{
    public static int Channels => 32;
    public static int Size => 16;
    public static int Filters => 32;
    public static int Window => 3;
    public static int Pad => 1;
}

internal readonly struct Channels64 : ISquare
{
    public static int Channels => 64;
    public static int Size => 32;
    public static int Filters => 64;
    public static int Window => 3;
    public static int Pad => 1;
}

internal readonly struct Channels256 : ISquare
{
    public static int Channels => 256;
    public static int Size => 14;
    public static int Filters => 256;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>VGG's last, of a small image.</summary>
internal readonly struct Channels512 : ISquare
{
    public static int Channels => 512;
    public static int Size => 4;
    public static int Filters => 512;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>Inception's.</summary>
internal readonly struct OnePixel : ISquare
{
    public static int Channels => 192;
    public static int Size => 28;
    public static int Filters => 64;
    public static int Window => 1;
}

/// <summary>Inception's narrow ones.</summary>
internal readonly struct OnePixelNarrow : ISquare
{
    public static int Channels => 192;
    public static int Size => 28;
    public static int Filters => 16;
    public static int Window => 1;
}

/// <summary>ResNet's between its stages.</summary>
internal readonly struct Strided : ISquare
{
    public static int Channels => 128;
    public static int Size => 28;
    public static int Filters => 128;
    public static int Window => 3;
    public static int Stride => 2;
    public static int Pad => 1;
}

/// <summary>AlexNet's first.</summary>
internal readonly struct AlexNetFirst : ISquare
{
    public static int Channels => 3;
    public static int Size => 227;
    public static int Filters => 96;
    public static int Window => 11;
    public static int Stride => 4;
}

/// <summary>VGG's third stage, of a small image.</summary>
internal readonly struct Channels128 : ISquare
{
    public static int Channels => 128;
    public static int Size => 8;
    public static int Filters => 128;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>ResNet's last.</summary>
internal readonly struct ResNetLast : ISquare
{
    public static int Channels => 512;
    public static int Size => 7;
    public static int Filters => 512;
    public static int Window => 3;
    public static int Pad => 1;
}

/// <summary>ResNet's, to many filters.</summary>
internal readonly struct OnePixelWide : ISquare
{
    public static int Channels => 256;
    public static int Size => 14;
    public static int Filters => 1024;
    public static int Window => 1;
}

/// <summary>ResNet's last ones, to few.</summary>
internal readonly struct OnePixelLast : ISquare
{
    public static int Channels => 2048;
    public static int Size => 7;
    public static int Filters => 512;
    public static int Window => 1;
}

/// <summary>ResNet's first ones.</summary>
internal readonly struct OnePixelFirst : ISquare
{
    public static int Channels => 64;
    public static int Size => 56;
    public static int Filters => 256;
    public static int Window => 1;
}
