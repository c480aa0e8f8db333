namespace NetDsl.Gpu;

/// <summary>x above 0, eˣ − 1 below: the exponential linear unit with α = 1 (Clevert et al. 2015).</summary>
public readonly struct Elu : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input) => input <= 0 ? Exponential.ExpMinusOne(input) : input;

    /// <inheritdoc/>
    public static float Derivative(float output) => output > 0 ? 1 : output + 1;

    /// <summary>Below 0, eˣ.</summary>
    public static float SecondDerivative(float output) => output > 0 ? 0 : output + 1;
}
