namespace NetDsl.Gpu;

/// <summary>max(x, 0), and NaN for NaN: a diverged network must not look healthy.</summary>
public readonly struct Relu : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input) => input <= 0 ? 0f : input;

    /// <inheritdoc/>
    public static float Derivative(float output) => output > 0 ? 1f : 0f;

    /// <inheritdoc/>
    public static float SecondDerivative(float output) => 0;
}
