using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Probabilities of the classes from their logits.</summary>
public sealed record Softmax(EquatableArray<string> Covers, int Classes, int Input, int Output) : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Softmax",
        "Forward",
        [],
        KernelArgument.Of("classes", Text.Number(Classes)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Output));

    public override void Differentiate(GradientBuilder gradients) =>
        gradients.Add(new SoftmaxBackward(Covers, Output, gradients.Of(Output), gradients.Add(Input)!.Value));
}
