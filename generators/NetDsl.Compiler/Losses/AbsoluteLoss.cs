using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Losses;

/// <summary>Σ |y − t| over the units.</summary>
public sealed record AbsoluteLoss : LossFunction
{
    public override string Name => "Absolute";

    public override string Kernel => "AbsoluteLoss";

    public override string Words => "linear loss absolute";

    public override bool TakesLabels => false;

    public override string Describe(int units) => Count(units, "a value", "values");
}

/// <summary>`output age = dense 1 linear loss absolute`</summary>
internal sealed class AbsoluteLossKind : LossKind
{
    public override string Keyword => "linear";

    public override string Word => "absolute";

    public override LossFunction Bind(Arguments arguments) => new AbsoluteLoss();
}
