using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = input, damaged at random, in front of all that learns.</summary>
/// <param name="Stream">The layer's number: tells its random numbers from other layers'.</param>
public sealed record Corrupt(
    EquatableArray<string> Covers, Corruption Corruption, int Stream, int Size, int Input, int Output)
    : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Corruption",
        $"{Corruption.Kind}",
        [],
        KernelArgument.Of("amount", Text.Float(Corruption.Amount)),
        KernelArgument.Of("stream", Text.Number(Stream)),
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Output));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("only what nothing learns in front of is corrupted");
}
