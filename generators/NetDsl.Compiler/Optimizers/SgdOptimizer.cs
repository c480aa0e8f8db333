using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Optimizers;

/// <summary>v ← momentum·v + g + decay·w; w ← w − rate·v (nesterov: w ← w − rate·(g + decay·w + momentum·v)).</summary>
public sealed record SgdOptimizer(double Momentum, bool Nesterov, double Decay) : Optimizer(Decay)
{
    public override string Value =>
        $"Sgd(Momentum: {Text.Float(Momentum)}, Nesterov: {(Nesterov ? "true" : "false")}, Decay: {Text.Float(Decay)})";

    public override string Description => WithDecay(
        Momentum > 0 ? $"sgd momentum {Text.Real(Momentum)}{(Nesterov ? " nesterov" : "")}" : "sgd", Decay);
}

/// <summary>`optimizer sgd rate 0.05 momentum 0.9 decay 0.0005`</summary>
internal sealed class SgdOptimizerKind : OptimizerKind
{
    public override string Keyword => "sgd";

    public override string Example => "optimizer sgd rate 0.1";

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [new("momentum"), AttributeSpec.Flag("nesterov"), new("decay")];

    public override Optimizer Bind(Arguments arguments)
    {
        var decay = arguments.Real("decay", RealRange.NotNegative, 0);
        var momentum = arguments.Real("momentum", RealRange.BelowOne, 0);
        if (arguments.Has("nesterov") && momentum == 0 && !arguments.Failed)
        {
            arguments.Report(Descriptors.NesterovWithoutMomentum, arguments.SpanOf("nesterov"));
        }

        return new SgdOptimizer(momentum, arguments.Has("nesterov"), decay);
    }
}
