using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Gradient · f′, where f′ follows from f's output alone, as it does for every activation of the language.</summary>
public sealed record ActivateBackward(
    EquatableArray<string> Covers, string Function, int Size, int Output, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [Output, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Output, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "Activation",
        "Backward",
        [Function],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Output),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
