namespace NetDsl.Gpu;

/// <summary>x above 0, slope · x below.</summary>
public readonly struct LeakyRelu<TSlope> : IActivation
    where TSlope : struct, ISlope
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input) => input <= 0 ? input * TSlope.Value : input;

    /// <inheritdoc/>
    public static float Derivative(float output) => output > 0 ? 1 : TSlope.Value;

    /// <inheritdoc/>
    public static float SecondDerivative(float output) => 0;
}
