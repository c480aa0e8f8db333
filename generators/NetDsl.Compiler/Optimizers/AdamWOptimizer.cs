using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Optimizers;

/// <summary>Loshchilov and Hutter 2019: w ← w − rate·decay·w apart from the gradient, then Adam's step.</summary>
public sealed record AdamWOptimizer(double Beta1, double Beta2, double Epsilon, double Decay) : Optimizer(Decay)
{
    public override string Value =>
        $"AdamW(Beta1: {Text.Float(Beta1)}, Beta2: {Text.Float(Beta2)}, "
        + $"Epsilon: {Text.Float(Epsilon)}, Decay: {Text.Float(Decay)})";

    public override string Description => WithDecay("adamw", Decay);
}

/// <summary>`optimizer adamw rate 0.001 decay 0.01`: the decay is required, for without it this is adam.</summary>
internal sealed class AdamWOptimizerKind : OptimizerKind
{
    public override string Keyword => "adamw";

    public override string Example => "optimizer adamw rate 0.001 decay 0.01";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("beta1"), new("beta2"), new("epsilon"), new("decay")];

    // the defaults of Kingma and Ba 2015
    public override Optimizer Bind(Arguments arguments) => new AdamWOptimizer(
        arguments.Real("beta1", RealRange.BelowOne, 0.9),
        arguments.Real("beta2", RealRange.BelowOne, 0.999),
        arguments.Real("epsilon", RealRange.Positive, 1e-8),
        arguments.Real("decay", RealRange.NotNegative));
}
