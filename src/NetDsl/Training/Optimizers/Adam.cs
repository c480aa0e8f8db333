using System.Globalization;

namespace NetDsl;

/// <summary>Kingma and Ba 2015 with bias correction; decay·w is added to the gradient.</summary>
public sealed record Adam(float Beta1, float Beta2, float Epsilon, float Decay) : Optimizer(Decay)
{
    internal override int States => 2;

    private protected override string Formula => string.Create(
        CultureInfo.InvariantCulture, $"adam {Beta1} {Beta2} epsilon {Epsilon}");
}
