namespace NetDsl.Cpu;

/// <summary>What a window's sum is divided by.</summary>
internal interface IWindowDivisor
{
    /// <param name="pixels">Rows, columns, or all of both: the divisor of a window is that of its rows times that of
    /// its columns.</param>
    static abstract float For(int pixels);
}

internal readonly struct WindowMean : IWindowDivisor
{
    public static float For(int pixels) => Math.Max(pixels, 1);
}

internal readonly struct WindowSum : IWindowDivisor
{
    public static float For(int pixels) => 1;
}

/// <summary>The divisors that belong to an output's columns.</summary>
internal static unsafe class WindowDivisors<TShape, TDivisor>
    where TShape : struct, IPoolingShape
    where TDivisor : struct, IWindowDivisor
{
    public static void Write(float* divisors)
    {
        for (int column = 0; column < TShape.OutputWidth; column++)
        {
            var (left, right) = PoolingPlan<TShape>.Columns(column);
            divisors[column] = TDivisor.For(right - left);
        }
    }
}
