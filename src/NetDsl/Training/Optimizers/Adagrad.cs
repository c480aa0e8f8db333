using System.Globalization;

namespace NetDsl;

/// <summary>g ← g + decay·w; s ← s + g²; w ← w − rate·g / (√s + epsilon) (Duchi, Hazan and Singer 2011, diagonal, as
/// PyTorch's Adagrad writes it, without its decay of the rate: a rate plan does that).</summary>
public sealed record Adagrad(float Epsilon, float Decay) : Optimizer(Decay)
{
    internal override int States => 1;

    private protected override string Formula => string.Create(
        CultureInfo.InvariantCulture, $"adagrad epsilon {Epsilon}");
}
