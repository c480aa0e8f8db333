using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>One kind of corruption, of two neighbours by their random words.</summary>
internal interface INoise
{
    /// <summary>The first of the two, damaged.</summary>
    static abstract float First(float value, float amount, uint word, uint next);

    /// <summary>The second.</summary>
    static abstract float Second(float value, float amount, uint word, uint next);
}

/// <summary>A share of the values is 0.</summary>
internal readonly struct ZeroNoise : INoise
{
    public static float First(float value, float amount, uint word, uint next)
        => Philox.Uniform(word) < amount ? 0 : value;

    public static float Second(float value, float amount, uint word, uint next)
        => Philox.Uniform(next) < amount ? 0 : value;
}

/// <summary>A share of the values is 0 or 1: the lowest bit of the word decides, which the comparison does not
/// see.</summary>
internal readonly struct ExtremeNoise : INoise
{
    public static float First(float value, float amount, uint word, uint next)
        => Philox.Uniform(word) < amount ? (int)(word & 1) : value;

    public static float Second(float value, float amount, uint word, uint next)
        => Philox.Uniform(next) < amount ? (int)(next & 1) : value;
}

/// <summary>Normal noise: two words make two numbers (Box and Muller 1958).</summary>
internal readonly struct NormalNoise : INoise
{
    public static float First(float value, float amount, uint word, uint next)
        => value + amount * Radius(word) * XMath.Cos(Angle(next));

    public static float Second(float value, float amount, uint word, uint next)
        => value + amount * Radius(word) * XMath.Sin(Angle(next));

    // of a number in (0, 1): its logarithm is finite
    private static float Radius(uint word)
        => XMath.Sqrt(-2 * XMath.Log(Philox.Uniform(word) + 0.5f / (1 << 24)));

    // in [−π, π), where the device's sine and cosine are at their best
    private static float Angle(uint word) => 2 * XMath.PI * (Philox.Uniform(word) - 0.5f);
}
