using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The logits' gradient from the probabilities'. Has no kernel: alone it would lose digits, and no network can
/// say it without the loss, so it is always fused.</summary>
public sealed record SoftmaxBackward(EquatableArray<string> Covers, int Output, int OutputGradient, int InputGradient)
    : Operation(Covers)
{
    public override int[] Reads => [Output, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override KernelCall Call =>
        throw new InvalidOperationException("a softmax's gradient is fused with its loss before kernels are chosen");

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
