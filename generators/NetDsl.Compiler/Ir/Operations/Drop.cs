using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Dropout, forward or backward: the same mask and scale, found again from the random stream.</summary>
/// <param name="Stream">The layer's number: tells its masks from other layers'.</param>
public sealed record Drop(
    EquatableArray<string> Covers, bool IsBackward, double Rate, int Stream, int Size, int Input, int Output)
    : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Dropout",
        IsBackward ? "Backward" : "Forward",
        [],
        KernelArgument.Of("rate", Text.Float(Rate)),
        KernelArgument.Of("stream", Text.Number(Stream)),
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(this with { IsBackward = true, Input = gradients.Of(Output), Output = inputGradient });
        }
    }
}
