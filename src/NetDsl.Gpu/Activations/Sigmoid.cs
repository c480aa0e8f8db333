using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>1 / (1 + e⁻ˣ)</summary>
public readonly struct Sigmoid : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => false;

    /// <inheritdoc/>
    public static float Apply(float input) => 1 / (1 + XMath.Exp(-input));

    /// <inheritdoc/>
    public static float Derivative(float output) => output * (1 - output);

    /// <summary>y (1 − y) (1 − 2 y)</summary>
    public static float SecondDerivative(float output) => output * (1 - output) * (1 - 2 * output);
}
