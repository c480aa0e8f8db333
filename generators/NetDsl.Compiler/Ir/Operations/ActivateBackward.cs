using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Gradient · f′, where f′ follows from f's output alone, as it does for every activation of the language.</summary>
public sealed record ActivateBackward(
    EquatableArray<string> Covers, string Function, int Size, int Output, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override IEnumerable<int> Reads => [Output, OutputGradient];

    public override IEnumerable<int> Writes => [InputGradient];

    public override (int Read, int Written)? InPlace => (OutputGradient, InputGradient);

    public override IEnumerable<(int Left, int Right)> SameSize => [(OutputGradient, InputGradient), (Output, InputGradient)];

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
