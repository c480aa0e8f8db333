using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>What stands in a stage until what every kind of stage has is read.</summary>
internal static class Unstated
{
    public static readonly LayerRange Layers = new("", null);

    public static readonly Optimizer Optimizer = new SgdOptimizer(0, false, 0);

    public static readonly RatePlan Rate = new ConstantRate(0, 0);
}
