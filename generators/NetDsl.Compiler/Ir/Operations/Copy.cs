using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = input: for what must lie in two places, such as a value in two concatenations.</summary>
/// <param name="Size">Values of one example.</param>
public sealed record Copy(EquatableArray<string> Covers, int Size, int Input, int Output) : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Copying",
        "Forward",
        [],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients) => gradients.Share(Input, gradients.Of(Output));
}
