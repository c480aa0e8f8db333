using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Optimizers;

/// <summary>Kingma and Ba 2015, with bias correction; decay is added to the gradient, as in L2 regularisation.</summary>
public sealed record AdamOptimizer(double Beta1, double Beta2, double Epsilon, double Decay) : Optimizer(Decay)
{
    public override string Value =>
        $"Adam(Beta1: {Text.Float(Beta1)}, Beta2: {Text.Float(Beta2)}, "
        + $"Epsilon: {Text.Float(Epsilon)}, Decay: {Text.Float(Decay)})";

    public override string Description => WithDecay("adam", Decay);
}

/// <summary>`optimizer adam rate 0.001`</summary>
internal sealed class AdamOptimizerKind : OptimizerKind
{
    public override string Keyword => "adam";

    public override string Example => "optimizer adam rate 0.001";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("beta1"), new("beta2"), new("epsilon"), new("decay")];

    // the defaults of Kingma and Ba 2015
    public override Optimizer Bind(Arguments arguments) => new AdamOptimizer(
        arguments.Real("beta1", RealRange.BelowOne, 0.9),
        arguments.Real("beta2", RealRange.BelowOne, 0.999),
        arguments.Real("epsilon", RealRange.Positive, 1e-8),
        arguments.Real("decay", RealRange.NotNegative, 0));
}
