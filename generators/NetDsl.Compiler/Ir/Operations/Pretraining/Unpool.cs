using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Undoes a pooling: each value goes to where its maximum stood, or is repeated over its window.</summary>
/// <param name="ShapeName">The pooling's struct of sizes.</param>
/// <param name="Choice">Which value each maximum was; null to repeat.</param>
public sealed record Unpool(EquatableArray<string> Covers, string ShapeName, int Input, int? Choice, int Output)
    : Operation(Covers)
{
    public override int[] Reads => Known(Input, Choice);

    public override int[] Writes => [Output];

    public override TensorPair[] SameSize => Choice is { } choice ? [new(choice, Input)] : [];

    public override KernelCall Call => Choice is { } choice
        ? KernelCall.Of(
            "Unpooling",
            "Forward",
            [ShapeName],
            KernelArgument.Of(Input),
            KernelArgument.Of(choice),
            KernelArgument.Of(Output))
        : KernelCall.Of("Upsampling", "Forward", [ShapeName], KernelArgument.Of(Input), KernelArgument.Of(Output));

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new UnpoolBackward(Covers, ShapeName, Choice, gradients.Of(Output), inputGradient));
        }
    }
}

/// <summary>Each input's gradient from the pixels that it went to.</summary>
public sealed record UnpoolBackward(
    EquatableArray<string> Covers, string ShapeName, int? Choice, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => Known(Choice, OutputGradient);

    public override int[] Writes => [InputGradient];

    public override KernelCall Call => Choice is { } choice
        ? KernelCall.Of(
            "Unpooling",
            "Backward",
            [ShapeName],
            KernelArgument.Of(choice),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient))
        : KernelCall.Of(
            "Upsampling",
            "Backward",
            [ShapeName],
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
