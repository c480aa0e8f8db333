using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1 rbm { … }`: the layer as a restricted Boltzmann machine, by contrastive divergence (Hinton
/// 2002).</summary>
/// <param name="Steps">Gibbs steps between the data and what it is compared with: the k of CD-k.</param>
/// <param name="IsPersistent">Whether the chains go on from step to step instead of starting at the data (Tieleman
/// 2008).</param>
public sealed record BoltzmannStage(
    LayerRange Layers, int Steps, bool IsPersistent, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : PretrainStage(Layers, Optimizer, Rate, Epochs, Stop)
{
    public override string Description => string.Join(", ", new[]
    {
        $"{Layers} as a restricted Boltzmann machine", $"{(IsPersistent ? "PCD" : "CD")}-{Text.Count(Steps)}",
        IsGaussian ? "Gaussian visible units" : "", SamplesVisible ? "sampled visible units" : "",
        HasMeanFieldHidden ? "mean-field hidden units" : "", $"{Sparsity}",
    }.Where(part => part.Length > 0));

    /// <summary>Visible units of any real value with unit variance, rather than of 0 … 1.</summary>
    public bool IsGaussian { get; init; }

    /// <summary>Whether reconstructions are drawn at random; else they are the units' means (Hinton 2010, section
    /// 3.2).</summary>
    public bool SamplesVisible { get; init; }

    /// <summary>Whether hidden units that drive a reconstruction are means rather than drawn at random.</summary>
    public bool HasMeanFieldHidden { get; init; }

    /// <summary>Null for none.</summary>
    public SparsityTarget? Sparsity { get; init; }
}
