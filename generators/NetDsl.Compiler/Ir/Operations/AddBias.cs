using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Adds to each channel its own value.</summary>
/// <param name="Area">Values of a channel: 1 for features.</param>
public sealed record AddBias(EquatableArray<string> Covers, int Channels, int Area, int Input, int Bias, int Output)
    : Operation(Covers)
{
    public override int[] Reads => [Input, Bias];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Input, Output)];

    public override bool MustBeInPlace => true;

    public override TensorPair[] SameSize => [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Bias",
        "Forward",
        [],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of(Output),
        KernelArgument.Of(Bias));

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        gradients.Share(Input, gradients.Of(Output));
        if (gradients.Add(Bias) is { } biasGradient)
        {
            gradients.Add(new AddBiasBackward(Covers, Channels, Area, gradients.Of(Output), biasGradient));
        }
    }
}
