using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1 … { … }`: some layers by themselves, on what the layers in front of them give; their
/// parameters are the network's own.</summary>
/// <param name="Layers">A layer, or a range of them that is trained as one: several of a list are stages of their
/// own.</param>
public abstract record PretrainStage(LayerRange Layers, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Optimizer, Rate, Epochs, Stop);

/// <summary>`pretrain h1 supervised { … }`: below a throw-away output, towards the network's own labels or targets
/// (Bengio et al. 2007, greedy supervised).</summary>
public sealed record SupervisedStage(LayerRange Layers, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : PretrainStage(Layers, Optimizer, Rate, Epochs, Stop)
{
    public override string Description => $"{Layers} below a throw-away output";
}
