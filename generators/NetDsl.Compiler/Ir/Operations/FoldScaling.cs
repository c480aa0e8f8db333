using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The weights and bias of a layer that does the normalisation behind it itself, by running statistics: weights
/// · factor and bias · factor + addend, with the factor and addend of <see cref="PrepareScaling"/>. Reads parameters
/// alone.</summary>
/// <param name="Fan">Weights of a channel.</param>
/// <param name="Bias">Null for none.</param>
public sealed record FoldScaling(
    EquatableArray<string> Covers,
    int Channels,
    int Fan,
    double Epsilon,
    int Weights,
    int? Bias,
    int Scale,
    int Shift,
    int Mean,
    int Variance,
    int FoldedWeights,
    int FoldedBias) : Operation(Covers)
{
    public override int[] Reads => Known(Weights, Bias, Scale, Shift, Mean, Variance);

    public override int[] Writes => [FoldedWeights, FoldedBias];

    public override TensorPair[] SameSize => [new(Weights, FoldedWeights)];

    public override KernelCall Call => KernelCall.Of(
        "ChannelScaling",
        "Fold",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("fan", Text.Number(Fan)),
        KernelArgument.Of("epsilon", Text.Float(Epsilon)),
        KernelArgument.Of(Weights),
        KernelArgument.OfOrNone("bias", Bias),
        KernelArgument.Of(Scale),
        KernelArgument.Of(Shift),
        KernelArgument.Of(Mean),
        KernelArgument.Of(Variance),
        KernelArgument.Of(FoldedWeights),
        KernelArgument.Of(FoldedBias));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("only inference folds");
}
