using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>A normalisation by running statistics as a factor and an addend for each channel: scale / √(variance + ε)
/// and shift − mean · factor. Reads parameters alone.</summary>
public sealed record PrepareScaling(
    EquatableArray<string> Covers,
    int Channels,
    double Epsilon,
    int Scale,
    int Shift,
    int Mean,
    int Variance,
    int Factor,
    int Addend) : Operation(Covers)
{
    public override int[] Reads => [Scale, Shift, Mean, Variance];

    public override int[] Writes => [Factor, Addend];

    public override KernelCall Call => KernelCall.Of(
        "ChannelScaling",
        "Prepare",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("epsilon", Text.Float(Epsilon)),
        KernelArgument.Of(Scale),
        KernelArgument.Of(Shift),
        KernelArgument.Of(Mean),
        KernelArgument.Of(Variance),
        KernelArgument.Of(Factor),
        KernelArgument.Of(Addend));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("running statistics are not learnt");
}
