using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The gradient of <see cref="ScaleChannels"/>'s input: that of its output times each channel's factor.</summary>
public sealed record ScaleChannelsBackward(
    EquatableArray<string> Covers, int Channels, int Area, int OutputGradient, int Factor, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [OutputGradient, Factor];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => InPlace;

    public override KernelCall Call => KernelCall.Of(
        "ChannelScaling",
        "Backward",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(Factor),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
