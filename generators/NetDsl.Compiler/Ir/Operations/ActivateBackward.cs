using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Gradient · f′.</summary>
/// <param name="Kept">What f′ follows from: f's output, or its input where that does not tell.</param>
public sealed record ActivateBackward(
    EquatableArray<string> Covers, string Function, int Size, int Kept, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [Kept, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Kept, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "Activation",
        "Backward",
        [Function],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Kept),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
