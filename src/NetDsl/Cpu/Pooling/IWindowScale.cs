namespace NetDsl.Cpu;

/// <summary>What a window's sum is multiplied by.</summary>
internal interface IWindowScale
{
    static abstract float For(int pixels);
}

internal readonly struct WindowMean : IWindowScale
{
    public static float For(int pixels) => 1f / Math.Max(pixels, 1);
}

internal readonly struct WindowSum : IWindowScale
{
    public static float For(int pixels) => 1;
}
