using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The gradients of contrastive divergence: the mean over the chains less the mean over the examples of
/// visible times hidden units, and of each by themselves.</summary>
/// <param name="Visible">The examples.</param>
/// <param name="Hidden">The hidden units' means with them.</param>
/// <param name="ModelVisible">Where the chains ended.</param>
/// <param name="ModelHidden">The hidden units' means there.</param>
/// <param name="HiddenSlope">What the product for the examples reads.</param>
/// <param name="ModelSlope">What the product for the chains reads.</param>
/// <param name="BiasGradient">Null where there is no bias.</param>
public sealed record ContrastBackward(
    EquatableArray<string> Covers,
    string ShapeName,
    int Visible,
    int Hidden,
    int ModelVisible,
    int ModelHidden,
    int HiddenSlope,
    int ModelSlope,
    int WeightsGradient,
    int? BiasGradient,
    int VisibleBiasGradient) : Operation(Covers)
{
    /// <summary>Null for none.</summary>
    public ContrastSparsity? Sparsity { get; init; }

    public override int[] Reads => Known(Visible, Hidden, ModelVisible, ModelHidden, Sparsity?.Activity);

    public override int[] Writes => Known(
        HiddenSlope, ModelSlope, WeightsGradient, BiasGradient, VisibleBiasGradient, Sparsity?.ActivityOfBatch);

    // one of the two
    public override TensorPair[] InPlace => [new(Hidden, HiddenSlope), new(ModelHidden, ModelSlope)];

    public override TensorPair[] SameSize => InPlace;

    public override KernelCall Call => KernelCall.Of(
        "Contrast", Sparsity is null ? "Backward" : "SparseBackward", [ShapeName], [.. Arguments()]);

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");

    private IEnumerable<KernelArgument> Arguments()
    {
        if (Sparsity is { } sparsity)
        {
            yield return KernelArgument.Of("target", Text.Float(sparsity.Target));
            yield return KernelArgument.Of("weight", Text.Float(sparsity.Weight));
            yield return KernelArgument.Of("momentum", Text.Float(sparsity.Momentum));
        }

        foreach (var read in new[] { Visible, Hidden, ModelVisible, ModelHidden })
        {
            yield return KernelArgument.Of(read);
        }

        if (Sparsity is { Activity: var activity })
        {
            yield return KernelArgument.Of(activity);
        }

        yield return KernelArgument.Of(HiddenSlope);
        yield return KernelArgument.Of(ModelSlope);
        yield return KernelArgument.Of(WeightsGradient);
        yield return KernelArgument.OfOrNone("biasGradient", BiasGradient);
        yield return KernelArgument.Of(VisibleBiasGradient);
        if (Sparsity is { ActivityOfBatch: var ofBatch })
        {
            yield return KernelArgument.Of(ofBatch);
        }
    }
}
