namespace NetDsl.Gpu;

/// <summary>x Φ(x), the Gaussian error linear unit in its exact form (Hendrycks and Gimpel 2016). It is not monotonic,
/// so what is kept for the way back is x.</summary>
public readonly struct Gelu : IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => true;

    /// <inheritdoc/>
    public static float Apply(float input) => input < -Normal.Reach ? 0 : input * Normal.Distribution(input);

    /// <summary>Φ(x) + x φ(x)</summary>
    public static float Derivative(float kept)
    {
        float slope = Normal.Distribution(kept) + kept * Normal.Density(kept);
        return kept < -Normal.Reach ? 0 : kept > Normal.Reach ? 1 : slope;
    }

    /// <summary>(2 − x²) φ(x)</summary>
    public static float SecondDerivative(float kept)
    {
        float square = kept * kept;
        return square > Normal.Reach * Normal.Reach ? 0 : (2 - square) * Normal.Density(kept);
    }
}
