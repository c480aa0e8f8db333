using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>The standard normal distribution, which XMath has not.</summary>
internal static class Normal
{
    /// <summary>Beyond ±14 the density is below any float.</summary>
    public const float Reach = 14;

    private const float InverseRootOfTwoPi = 0.398942280f;

    /// <summary>φ(x) = e^(−x²/2) / √(2π)</summary>
    public static float Density(float x) => XMath.Exp(-0.5f * x * x) * InverseRootOfTwoPi;

    /// <summary>Φ(x) = ½ erfc(−x / √2): as on the CPU, the tail by a Chebyshev fit in 1 / (1 + |x|/4).</summary>
    public static float Distribution(float x)
    {
        float a = x < 0 ? -x : x;
        float t = 1 / (1 + 0.25f * a);
        float p = 0.0153836031f;
        p = p * t - 0.0563454628f;
        p = p * t + 0.0366152562f;
        p = p * t + 0.0483180843f;
        p = p * t - 0.00367795932f;
        p = p * t + 0.0953755677f;
        p = p * t + 0.0690116361f;
        p = p * t + 0.0961508676f;
        p = p * t + 0.099416621f;
        p = p * t + 0.0997517928f;
        float tail = p * t * XMath.Exp(-0.5f * x * x);
        return x < 0 ? tail : 1 - tail;
    }
}
