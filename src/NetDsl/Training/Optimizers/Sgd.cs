using System.Globalization;

namespace NetDsl;

/// <summary>v ← momentum·v + g + decay·w; w ← w − rate·v, or with nesterov w ← w − rate·(g + decay·w + momentum·v)
/// with the new v (Sutskever et al. 2013, as PyTorch writes it).</summary>
public sealed record Sgd(float Momentum, bool Nesterov, float Decay) : Optimizer(Decay)
{
    internal override int States => Momentum == 0 ? 0 : 1;

    internal override Optimizer WithMomentum(float momentum) => this with { Momentum = momentum };

    private protected override string Formula => string.Create(
        CultureInfo.InvariantCulture, $"sgd momentum {Momentum}{(Nesterov ? " nesterov" : "")}");
}
