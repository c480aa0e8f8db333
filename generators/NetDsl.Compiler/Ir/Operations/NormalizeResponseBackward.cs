using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The way back of <see cref="NormalizeResponse"/>: its sums are computed again from the input, which costs
/// less than to keep them.</summary>
public sealed record NormalizeResponseBackward(
    EquatableArray<string> Covers, string ShapeName, int Input, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [Input, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Input, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        NormalizeResponse.Core,
        "Backward",
        [ShapeName],
        KernelArgument.Of(Input),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
