using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Losses;

/// <summary>−Σ qₖ log softmax(z)ₖ with q the label's one-hot vector, of which `smoothing E` spreads the share E over all
/// classes: Szegedy et al. 2016.</summary>
public sealed record SoftmaxCrossEntropyLoss(double Smoothing = 0) : LossFunction
{
    public override string Name => "SoftmaxCrossEntropy";

    public override string Kernel => "SoftmaxCrossEntropy";

    public override string Words => "softmax";

    public override bool TakesLabels => true;

    public override bool GivesProbabilities => true;

    internal override bool ReadsGiven => true;

    internal override KernelArgument[] Options =>
        Smoothing > 0 ? [KernelArgument.Of("smoothing", Text.Float(Smoothing))] : [];

    public override string Describe(int units) => $"one of {Text.Count(units)}";

    internal override int Give(ProgramBuilder builder, OutputHead head, int values)
    {
        var probabilities = builder.Tensor(
            $"{head.Name}'s probabilities", MemberName.Of(head.Name) + "Probabilities", Shape.Features(head.Units),
            TensorKind.Activation);
        builder.Add(new Softmax(new([head.Name]), head.Units, Area: 1, values, probabilities));
        return probabilities;
    }
}

/// <summary>`output digit = dense 10 softmax smoothing 0.1`</summary>
internal sealed class SoftmaxCrossEntropyLossKind : LossKind
{
    public override string Keyword => "softmax";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } = [new("smoothing")];

    public override LossFunction Bind(Arguments arguments) =>
        new SoftmaxCrossEntropyLoss(arguments.Real("smoothing", RealRange.BelowOne, 0));
}
