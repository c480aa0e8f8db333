using System.Globalization;

namespace NetDsl;

/// <summary><see cref="Adam"/> with a decay of its own, which no moment sees: w ← w − rate·decay·w, then Adam's step
/// (Loshchilov and Hutter 2019, as PyTorch's AdamW writes it).</summary>
public sealed record AdamW(float Beta1, float Beta2, float Epsilon, float Decay) : Optimizer(Decay)
{
    internal override bool DecouplesDecay => true;

    internal override int States => 2;

    private protected override string Formula => string.Create(
        CultureInfo.InvariantCulture, $"adamw {Beta1} {Beta2} epsilon {Epsilon}");
}
