using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Losses;

/// <summary>Σ max(0, 1 − yₗ + yₖ) / K over the K − 1 classes k that are not the label l: Weston and Watkins 1999, as
/// PyTorch's MultiMarginLoss.</summary>
public sealed record HingeLoss : LossFunction
{
    public override string Name => "Hinge";

    public override string Kernel => "HingeLoss";

    public override string Words => "linear loss hinge";

    public override bool TakesLabels => true;

    public override string Describe(int units) => $"one of {Text.Count(units)}";
}

/// <summary>`output digit = dense 10 linear loss hinge`</summary>
internal sealed class HingeLossKind : LossKind
{
    public override string Keyword => "linear";

    public override string Word => "hinge";

    public override LossFunction Bind(Arguments arguments) => new HingeLoss();
}
