using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Each value by a power of the squares of the channels around it.</summary>
public sealed record NormalizeResponse(EquatableArray<string> Covers, string ShapeName, int Input, int Output)
    : Operation(Covers)
{
    public const string Core = "ResponseNormalization";

    public override int[] Reads => [Input];

    public override int[] Writes => [Output];

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        Core, "Forward", [ShapeName], KernelArgument.Of(Input), KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new NormalizeResponseBackward(Covers, ShapeName, Input, gradients.Of(Output), inputGradient));
        }
    }
}
