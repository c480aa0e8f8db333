using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages.Autoencoders;
using NetDsl.Compiler.Stages.Boltzmann;

namespace NetDsl.Compiler.Stages;

/// <summary>What a stage runs in place of the network itself.</summary>
/// <param name="Trained">Its layers have the network's names: parameters of the same name are the network's own.</param>
/// <param name="Source">What gives the inputs of it from the network's; null where they are the network's.</param>
public sealed record StageNetworks(Network Trained, Network? Source)
{
    /// <summary>Null for a stage that trains the network itself.</summary>
    /// <param name="batch">Examples of a step.</param>
    public static StageNetworks? Of(Network network, Stage stage, int batch) => stage switch
    {
        FineTuneStage { Frozen: { } frozen } => FrozenNetwork.Of(network, frozen),
        FineTuneStage => null,
        PretrainStage pretrain => OfPretraining(network, pretrain, batch),
        _ => throw new NotSupportedException($"a stage of an unknown kind: {stage.GetType().Name}"),
    };

    private static StageNetworks OfPretraining(Network network, PretrainStage stage, int batch)
    {
        var group = LayerGroup.Of(network, stage.Layers)
            ?? throw new InvalidOperationException($"{stage.Layers} of {network.Name} is no group of layers");
        var source = group.Source < 0 ? null : NetworkPart.UpTo(network, group.Source);
        var trained = stage switch
        {
            BoltzmannStage boltzmann => BoltzmannNetwork.Make(network.Name, network, boltzmann, group, batch),
            SupervisedStage => SupervisedNetwork.Of(network, group, stage.Layers),
            AutoencoderStage autoencoder => AutoencoderNetwork.Of(network, autoencoder, group),
            _ => throw new NotSupportedException($"a stage of an unknown kind: {stage.GetType().Name}"),
        };
        return new StageNetworks(trained, source);
    }
}
