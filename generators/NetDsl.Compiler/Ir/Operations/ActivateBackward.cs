using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Gradient · f′, where f′ follows from f's output alone: relu, sigmoid and tanh allow it.</summary>
public sealed record ActivateBackward(
    EquatableArray<string> Covers, ActivationKind Kind, int Size, int Output, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override IEnumerable<int> Reads => [Output, OutputGradient];

    public override IEnumerable<int> Writes => [InputGradient];

    public override (int Read, int Written)? InPlace => (OutputGradient, InputGradient);

    public override IEnumerable<(int Left, int Right)> SameSize => [(OutputGradient, InputGradient), (Output, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "Activation",
        "Backward",
        [Kind.ToString()],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Output),
        KernelArgument.Of(OutputGradient),
        KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
