using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>ln(1 + eˣ), as max(x, 0) + ln(1 + e^−|x|), which neither overflows nor loses digits.</summary>
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input)
    {
        float above = input <= 0 ? 0 : input;
        float minusAbsolute = input <= 0 ? input : -input;
        return above + Exponential.LogOnePlus(XMath.Exp(minusAbsolute));
    }

    /// <summary>1 − e⁻ʸ, which is the sigmoid of the input.</summary>
    public static float Derivative(float output) => -Exponential.ExpMinusOne(-output);

    /// <summary>(1 − e⁻ʸ) e⁻ʸ</summary>
    public static float SecondDerivative(float output)
    {
        float minusSlope = Exponential.ExpMinusOne(-output);
        return -minusSlope * (minusSlope + 1);
    }
}
