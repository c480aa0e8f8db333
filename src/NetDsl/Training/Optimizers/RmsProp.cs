using System.Globalization;

namespace NetDsl;

/// <summary>g ← g + decay·w; s ← smoothing·s + (1 − smoothing)·g²; v ← momentum·v + g / (√s + epsilon);
/// w ← w − rate·v (Tieleman and Hinton 2012, lecture 6.5, as PyTorch's RMSprop writes it, whose alpha is smoothing
/// here; not centred).</summary>
public sealed record RmsProp(float Smoothing, float Epsilon, float Momentum, float Decay) : Optimizer(Decay)
{
    internal override int States => Momentum == 0 ? 1 : 2;

    internal override Optimizer WithMomentum(float momentum) => this with { Momentum = momentum };

    private protected override string Formula => string.Create(
        CultureInfo.InvariantCulture,
        $"rmsprop smoothing {Smoothing} epsilon {Epsilon} momentum {Momentum}");
}
