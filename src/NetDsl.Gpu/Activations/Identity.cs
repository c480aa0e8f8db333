namespace NetDsl.Gpu;

/// <summary>x</summary>
public readonly struct Identity : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => true;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input) => input;

    /// <inheritdoc/>
    public static float Derivative(float output) => 1;

    /// <inheritdoc/>
    public static float SecondDerivative(float output) => 0;
}
