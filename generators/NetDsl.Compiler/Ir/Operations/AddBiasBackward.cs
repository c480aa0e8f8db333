using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>A bias's gradient: the sum over the examples and over its channel.</summary>
public sealed record AddBiasBackward(
    EquatableArray<string> Covers, int Channels, int Area, int OutputGradient, int BiasGradient) : Operation(Covers)
{
    public override int[] Reads => [OutputGradient];

    public override int[] Writes => [BiasGradient];

    public override KernelCall Call => KernelCall.Of(
        "Bias",
        "Backward",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(BiasGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
