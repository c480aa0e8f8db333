using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The weights and bias of a layer that scales its channels itself: weights · factor and bias · factor +
/// addend. Reads parameters and what is prepared of them alone.</summary>
/// <param name="Fan">Weights of a channel.</param>
/// <param name="Bias">Null where there is none: then the addend is the bias.</param>
public sealed record FoldScaling(
    EquatableArray<string> Covers,
    int Channels,
    int Fan,
    int Weights,
    int? Bias,
    int Factor,
    int Addend,
    int FoldedWeights,
    int? FoldedBias) : Operation(Covers)
{
    public override int[] Reads => Known(Weights, Bias, Factor, Bias is null ? null : Addend);

    public override int[] Writes => Known(FoldedWeights, FoldedBias);

    public override TensorPair[] SameSize => [new(Weights, FoldedWeights)];

    public override KernelCall Call => KernelCall.Of(
        "ChannelScaling",
        "Fold",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("fan", Text.Number(Fan)),
        KernelArgument.Of(Weights),
        KernelArgument.OfOrNone("bias", Bias),
        KernelArgument.Of(Factor),
        KernelArgument.OfOrNone("addend", Bias is null ? null : Addend),
        KernelArgument.Of(FoldedWeights),
        KernelArgument.OfOrNone("foldedBias", FoldedBias));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("only inference folds");
}
