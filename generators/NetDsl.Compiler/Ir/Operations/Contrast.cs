using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>What a restricted Boltzmann machine's reconstruction misses of each example, for reports; its gradients are
/// those of contrastive divergence, not of that.</summary>
/// <param name="ShapeName">The struct of the weights' sizes.</param>
/// <param name="Size">Visible units.</param>
/// <param name="Visible">The examples.</param>
/// <param name="Reconstruction">Of the examples.</param>
/// <param name="Hidden">The hidden units' means with the examples.</param>
/// <param name="ModelVisible">Where the chains ended.</param>
/// <param name="ModelHidden">The hidden units' means there.</param>
/// <param name="Bias">The hidden units'; null for none.</param>
public sealed record Contrast(
    EquatableArray<string> Covers,
    string ShapeName,
    int Size,
    int Visible,
    int Reconstruction,
    int Hidden,
    int ModelVisible,
    int ModelHidden,
    int Weights,
    int? Bias,
    int VisibleBias) : Operation(Covers)
{
    /// <summary>Null for none.</summary>
    public ContrastSparsity? Sparsity { get; init; }

    public override int[] Reads => Known(
        Visible, Reconstruction, Hidden, ModelVisible, ModelHidden, Weights, Bias, VisibleBias, Sparsity?.Activity);

    public override int[] KernelReads => [Visible, Reconstruction];

    public override int[] Writes => [];

    public override TensorPair[] SameSize =>
        [new(Visible, Reconstruction), new(Visible, ModelVisible), new(Hidden, ModelHidden)];

    public override KernelCall Call => KernelCall.Of(
        "ReconstructionError",
        "Loss",
        [],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Visible),
        KernelArgument.Of(Reconstruction));

    public override void Differentiate(GradientBuilder gradients) => gradients.Add(new ContrastBackward(
        Covers, ShapeName, Visible, Hidden, ModelVisible, ModelHidden, gradients.Unread(Hidden),
        gradients.Unread(ModelHidden), gradients.Add(Weights)!.Value, Bias is { } bias ? gradients.Add(bias) : null,
        gradients.Add(VisibleBias)!.Value)
    {
        Sparsity = Sparsity,
    });
}

/// <summary>The hidden units' mean activation is drawn to a target (Hinton 2010, section 11).</summary>
/// <param name="Momentum">The share of each batch in the running means.</param>
/// <param name="Activity">The running means.</param>
/// <param name="ActivityOfBatch">The batch's own.</param>
public sealed record ContrastSparsity(
    double Target, double Weight, double Momentum, int Activity, int ActivityOfBatch);
