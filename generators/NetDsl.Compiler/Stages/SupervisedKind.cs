using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1, h2 supervised { rate 0.1 epochs 20 }`</summary>
internal sealed class SupervisedKind : PretrainKind
{
    public override string Keyword => "supervised";

    public override IReadOnlyList<string> Settings => [];

    public override PretrainStage Bind(StageSettings settings) =>
        new SupervisedStage(Unstated.Layers, Unstated.Optimizer, Unstated.Rate, 0, null);

    public override bool IsOf(PretrainStage stage) => stage is SupervisedStage;

    public override void Check(StageFitting fitting)
    {
        // a layer that leads to an output may stand below another one
    }
}
