using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Probabilities from logits: of the classes, or of the channels of each pixel.</summary>
/// <param name="Classes">Values that add up to 1: features, or channels.</param>
/// <param name="Area">Pixels: 1 for features.</param>
public sealed record Softmax(EquatableArray<string> Covers, int Classes, int Area, int Input, int Output)
    : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => Area == 1
        ? KernelCall.Of(
            "Softmax",
            "Forward",
            [],
            KernelArgument.Of("classes", Text.Number(Classes)),
            KernelArgument.Of(Input),
            KernelArgument.Of(Output))
        : KernelCall.Of(
            "Softmax",
            "Forward",
            [],
            KernelArgument.Of("channels", Text.Number(Classes)),
            KernelArgument.Of("area", Text.Number(Area)),
            KernelArgument.Of(Input),
            KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new SoftmaxBackward(Covers, Classes, Area, Output, gradients.Of(Output), inputGradient));
        }
    }
}
