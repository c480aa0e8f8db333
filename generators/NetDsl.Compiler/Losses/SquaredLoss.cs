using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Losses;

/// <summary>½ Σ (y − t)² over the units.</summary>
public sealed record SquaredLoss : LossFunction
{
    public override string Name => "Squared";

    public override string Kernel => "SquaredLoss";

    public override string Words => "linear";

    public override bool TakesLabels => false;

    public override string Describe(int units) => Count(units, "a value", "values");
}

/// <summary>`output age = dense 1 linear`, with `loss squared` or without.</summary>
internal sealed class SquaredLossKind : LossKind
{
    public override string Keyword => "linear";

    public override string Word => "squared";

    public override LossFunction Bind(Arguments arguments) => new SquaredLoss();
}
