using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>What training minimises, and its gradient where <paramref name="Gradient"/> is given.</summary>
/// <param name="Input">Probabilities of a softmax, or logits once that is fused in; else the values of the output's
/// layer.</param>
/// <param name="Size">Classes, or values of one example.</param>
/// <param name="Head">Its output, by name.</param>
/// <param name="Target">What it is trained towards: a column of the labels, or where its values begin in the targets.</param>
/// <param name="Weight">Of the loss in the sum that training minimises.</param>
/// <param name="Adds">To the losses of outputs before it.</param>
/// <param name="IsWhole">Whether softmax, loss and gradient are all in it: only then there is a kernel.</param>
public sealed record Loss(
    EquatableArray<string> Covers,
    LossFunction Function,
    string Head,
    int Target,
    double Weight,
    bool Adds,
    int Size,
    int Input,
    int? Gradient,
    bool IsWhole) : Operation(Covers)
{
    public override int[] Reads => [Input];

    public override int[] Writes => Gradient is { } gradient ? [gradient] : [];

    public override TensorPair[] InPlace => Gradient is { } gradient ? [new(Input, gradient)] : [];

    public override TensorPair[] SameSize => InPlace;

    public override KernelCall Call => this switch
    {
        { IsWhole: false } or { Gradient: null } =>
            throw new InvalidOperationException("a loss is fused with its gradient before kernels are chosen"),
        { Gradient: { } gradient } => KernelCall.Of(
            Function.Kernel,
            "Loss",
            [],
            [
                KernelArgument.Of(Function.TakesLabels ? "classes" : "size", Text.Number(Size)),
                KernelArgument.Of(Input), KernelArgument.Of(gradient), .. Further(), .. Function.Options,
            ]),
    };

    /// <summary>What a network with one output need not say.</summary>
    private IEnumerable<KernelArgument> Further()
    {
        if (Target != 0)
        {
            yield return KernelArgument.Of(Function.TakesLabels ? "labels" : "targets", Text.Number(Target));
        }

        if (Weight != 1)
        {
            yield return KernelArgument.Of("weight", Text.Float(Weight));
        }

        foreach (var argument in KernelArgument.AddsWhere(Adds))
        {
            yield return argument;
        }
    }

    public override void Differentiate(GradientBuilder gradients) =>
        gradients.Add(this with { Gradient = gradients.Add(Input) ?? gradients.Unread(Input) });
}
