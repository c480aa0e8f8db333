namespace NetDsl;

/// <summary>All gradients together are scaled by min(1, Norm / (n + 10⁻⁶)), where n is the root of the sum of all their
/// squares (Pascanu, Mikolov and Bengio 2013, as PyTorch's clip_grad_norm_ writes it).</summary>
public sealed record NormClipping(float Norm) : Clipping
{
    /// <summary>What PyTorch adds to the norm.</summary>
    internal const float Epsilon = 1e-6f;

    /// <summary>What gradients of this norm are scaled by.</summary>
    internal float Factor(double norm) => (float)Math.Min(1, Norm / (norm + Epsilon));

    internal override string Text => FormattableString.Invariant($"clip norm {Norm}");
}
