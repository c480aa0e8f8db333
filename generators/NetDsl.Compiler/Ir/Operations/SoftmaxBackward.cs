using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The logits' gradient from the probabilities'. An output's own softmax is fused with its loss instead, which
/// loses no digits.</summary>
public sealed record SoftmaxBackward(
    EquatableArray<string> Covers, int Classes, int Area, int Output, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [Output, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Output, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "Softmax",
        "Backward",
        [],
        KernelArgument.Of("channels", Text.Number(Classes)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of(Output),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
