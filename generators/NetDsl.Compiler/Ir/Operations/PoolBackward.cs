using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Spreads each output's gradient over the window it came from; a maximum's goes to the value chosen.</summary>
public sealed record PoolBackward(
    EquatableArray<string> Covers, string Core, string ShapeName, int? Choice, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => Choice is { } choice ? [choice, OutputGradient] : [OutputGradient];

    public override int[] Writes => [InputGradient];

    public override KernelCall Call => Choice is { } choice
        ? KernelCall.Of(
            Core,
            "Backward",
            [ShapeName],
            KernelArgument.Of(choice),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient))
        : KernelCall.Of(
            Core, "Backward", [ShapeName], KernelArgument.Of(OutputGradient), KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
