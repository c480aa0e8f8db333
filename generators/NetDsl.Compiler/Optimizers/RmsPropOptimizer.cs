using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Optimizers;

/// <summary>Tieleman and Hinton 2012: s ← smoothing·s + (1 − smoothing)·g²; v ← momentum·v + g / (√s + epsilon);
/// w ← w − rate·v, with decay·w in g.</summary>
public sealed record RmsPropOptimizer(double Smoothing, double Epsilon, double Momentum, double Decay) : Optimizer(Decay)
{
    public override string Value =>
        $"RmsProp(Smoothing: {Text.Float(Smoothing)}, Epsilon: {Text.Float(Epsilon)}, "
        + $"Momentum: {Text.Float(Momentum)}, Decay: {Text.Float(Decay)})";

    public override string Description =>
        WithDecay(Momentum > 0 ? $"rmsprop momentum {Text.Real(Momentum)}" : "rmsprop", Decay);
}

/// <summary>`optimizer rmsprop rate 0.001 momentum 0.9`</summary>
internal sealed class RmsPropOptimizerKind : OptimizerKind
{
    public override string Keyword => "rmsprop";

    public override string Example => "optimizer rmsprop rate 0.001";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("smoothing"), new("epsilon"), new("momentum"), new("decay")];

    // PyTorch's defaults
    public override Optimizer Bind(Arguments arguments) => new RmsPropOptimizer(
        arguments.Real("smoothing", RealRange.BelowOne, 0.99),
        arguments.Real("epsilon", RealRange.Positive, 1e-8),
        arguments.Real("momentum", RealRange.BelowOne, 0),
        arguments.Real("decay", RealRange.NotNegative, 0));
}
