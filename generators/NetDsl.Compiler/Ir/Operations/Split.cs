using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The outputs are parts of the input, one behind the other: a concatenation's way back. No kernel: each is read where
/// it lies.</summary>
/// <param name="Sizes">Values of one example of each output.</param>
public sealed record Split(
    EquatableArray<string> Covers, int Input, EquatableArray<int> Outputs, EquatableArray<int> Sizes) : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [.. Outputs];

    public override Parts? Parts => new(Input, Outputs, Sizes);

    public override KernelCall? Call => null;

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
