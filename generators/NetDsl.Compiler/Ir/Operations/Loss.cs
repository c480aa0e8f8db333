using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>What training minimises, and its gradient where <paramref name="Gradient"/> is given.</summary>
/// <param name="Input">Probabilities for cross-entropy, or logits once the softmax is fused in; else values.</param>
/// <param name="Size">Classes, or values of one example.</param>
/// <param name="IsWhole">Whether softmax, loss and gradient are all in it: only then there is a kernel.</param>
public sealed record Loss(
    EquatableArray<string> Covers, LossKind Kind, int Size, int Input, int? Gradient, bool IsWhole) : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => Gradient is { } gradient ? [gradient] : [];

    public override TensorPair? InPlace => Gradient is { } gradient ? new(Input, gradient) : null;

    public override TensorPair[] SameSize => InPlace is { } pair ? [pair] : [];

    public override KernelCall Call => this switch
    {
        { IsWhole: false } or { Gradient: null } =>
            throw new InvalidOperationException("a loss is fused with its gradient before kernels are chosen"),
        { Gradient: { } gradient } => KernelCall.Of(
            Kind == LossKind.Squared ? "SquaredLoss" : "SoftmaxCrossEntropy",
            "Loss",
            [],
            KernelArgument.Of(Kind == LossKind.Squared ? "size" : "classes", Text.Number(Size)),
            KernelArgument.Of(Input),
            KernelArgument.Of(gradient)),
    };

    public override void Differentiate(GradientBuilder gradients) =>
        gradients.Add(this with { Gradient = gradients.Add(Input) });
}
