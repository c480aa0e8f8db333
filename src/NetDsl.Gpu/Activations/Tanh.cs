using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>tanh x = 1 − 2 / (e²ˣ + 1). XMath's own would become <c>tanh.approx</c>, which is right to 11 bits
/// only.</summary>
public readonly struct Tanh : IActivation
{
    // below it the formula cancels, and three terms of the series are exact to float
    private const float SeriesLimit = 0.08f;

    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input)
    {
        float square = input * input;
        return square < SeriesLimit * SeriesLimit
            ? input * (1 + square * (-1f / 3 + square * (2f / 15)))
            : 1 - 2 / (XMath.Exp(2 * input) + 1);
    }

    /// <inheritdoc/>
    public static float Derivative(float output) => 1 - output * output;

    /// <summary>−2 y (1 − y²)</summary>
    public static float SecondDerivative(float output) => -2 * output * (1 - output * output);
}
