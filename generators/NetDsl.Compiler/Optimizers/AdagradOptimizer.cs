using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Optimizers;

/// <summary>Duchi, Hazan and Singer 2011: s ← s + g²; w ← w − rate·g / (√s + epsilon), with decay·w in g.</summary>
public sealed record AdagradOptimizer(double Epsilon, double Decay) : Optimizer(Decay)
{
    public override string Value => $"Adagrad(Epsilon: {Text.Float(Epsilon)}, Decay: {Text.Float(Decay)})";

    public override string Description => WithDecay("adagrad", Decay);
}

/// <summary>`optimizer adagrad rate 0.01`</summary>
internal sealed class AdagradOptimizerKind : OptimizerKind
{
    public override string Keyword => "adagrad";

    public override string Example => "optimizer adagrad rate 0.01";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } = [new("epsilon"), new("decay")];

    // PyTorch's default
    public override Optimizer Bind(Arguments arguments) => new AdagradOptimizer(
        arguments.Real("epsilon", RealRange.Positive, 1e-10),
        arguments.Real("decay", RealRange.NotNegative, 0));
}
