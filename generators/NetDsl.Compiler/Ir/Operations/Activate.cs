using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f(input), value by value.</summary>
/// <param name="Function">The runtime's struct for f: `Relu`.</param>
/// <param name="KeepsInput">Whether f′ follows from f's input, and not from its output as it mostly does.</param>
/// <param name="Size">Values of one example.</param>
public sealed record Activate(
    EquatableArray<string> Covers, string Function, bool KeepsInput, int Size, int Input, int Output)
    : Operation(Covers)
{
    /// <summary>What the way back needs.</summary>
    public int Kept => KeepsInput ? Input : Output;

    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Activation",
        "Forward",
        [Function],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new ActivateBackward(Covers, Function, Size, Kept, gradients.Of(Output), inputGradient));
        }
    }
}
