using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1 autoencoder { … }`: the layers as an encoder, whose input a decoder rebuilds.</summary>
/// <param name="IsTied">Whether the decoder has the encoder's weights, transposed, and only biases of its own.</param>
/// <param name="IsCrossEntropy">Whether it loses Σ −x log σ(z) − (1 − x) log(1 − σ(z)); else ½ Σ (x − z)².</param>
public sealed record AutoencoderStage(
    LayerRange Layers, bool IsTied, bool IsCrossEntropy, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : PretrainStage(Layers, Optimizer, Rate, Epochs, Stop)
{
    public override string Description
    {
        get
        {
            var parts = new List<string>
            {
                $"{Layers} as {(IsTied ? "a tied" : "an")} autoencoder",
                IsCrossEntropy ? "cross-entropy" : "squared error",
            };
            if (Corruption is { } corruption)
            {
                parts.Add($"{corruption}");
            }

            if (Sparsity is { } sparsity)
            {
                parts.Add($"{sparsity}");
            }

            if (Contraction > 0)
            {
                parts.Add($"contraction {Text.Real(Contraction)}");
            }

            if (Unpooling is { } unpooling)
            {
                parts.Add($"unpooling by {unpooling.ToString().ToLowerInvariant()}");
            }

            return string.Join(", ", parts);
        }
    }

    /// <summary>What is done to the encoder's input, and not to what the decoder is to rebuild; null for
    /// nothing.</summary>
    public Corruption? Corruption { get; init; }

    /// <summary>Null for none.</summary>
    public SparsityTarget? Sparsity { get; init; }

    /// <summary>`contract 0.1`: this times the squared norm of the codes' derivative by the input is added to the loss
    /// (Rifai et al. 2011); 0 for nothing.</summary>
    public double Contraction { get; init; }

    /// <summary>How a max pooling is undone; null where the layers have none.</summary>
    public Unpooling? Unpooling { get; init; }
}

/// <summary>`corrupt masking 0.25` (Vincent et al. 2008).</summary>
/// <param name="Amount">The share of values that change, or of Gaussian noise the deviation.</param>
public sealed record Corruption(CorruptionKind Kind, double Amount)
{
    public override string ToString() => Kind switch
    {
        CorruptionKind.Masking => $"{Text.Real(Amount)} masked",
        CorruptionKind.SaltAndPepper => $"{Text.Real(Amount)} salt and pepper",
        _ => $"Gaussian noise of deviation {Text.Real(Amount)}",
    };
}

public enum CorruptionKind
{
    /// <summary>A share of the values becomes 0.</summary>
    Masking,

    /// <summary>A share of the values becomes 0 or 1, each as likely.</summary>
    SaltAndPepper,

    /// <summary>Normal noise is added to all.</summary>
    Gaussian,
}

/// <summary>`sparsity 0.05 weight 3`: the mean activation that each hidden unit is drawn towards, and how
/// strongly.</summary>
public sealed record SparsityTarget(double Target, double Weight)
{
    public override string ToString() => $"sparsity {Text.Real(Target)} weight {Text.Real(Weight)}";
}

public enum Unpooling
{
    /// <summary>Each value goes back to where the maximum stood; the rest is 0 (Zeiler and Fergus 2014).</summary>
    Switches,

    /// <summary>Each value is repeated over its window.</summary>
    Upsampling,
}
