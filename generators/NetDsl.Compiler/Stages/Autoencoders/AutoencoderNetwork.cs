using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>The network that an autoencoder's stage trains: its layers as the encoder, then a decoder that undoes them
/// one by one, and an output whose targets are the network's own inputs, undamaged.</summary>
/// <remarks>
/// The decoder ends in plain values z. With cross-entropy they are logits of inputs from 0 to 1, and what the network
/// gives is σ(z); with the squared error they are the reconstruction itself, which may have any range (Vincent et al.
/// 2010, section 2.2). Sparsity and contraction are those of the codes, the last layer's values before any are dropped.
/// </remarks>
public static class AutoencoderNetwork
{
    /// <param name="group">Of the network's layers: those of the stage.</param>
    /// <exception cref="InvalidOperationException">A layer that <see cref="Unmirrored"/> would have named, or a
    /// contraction where <see cref="Contracted"/> is null.</exception>
    public static Network Of(Network network, AutoencoderStage stage, LayerGroup group)
    {
        if (Unmirrored(group) is { } unmirrored)
        {
            throw new InvalidOperationException($"no decoder undoes {unmirrored.Name}");
        }

        var layers = new LayerChain(group);
        if (stage.Corruption is { } corruption)
        {
            layers.Add(new CorruptionLayer(layers.Free("corruption"), group.Input, corruption));
        }

        var codes = CodesOf(group);
        for (var index = 0; index < group.Layers.Count; index++)
        {
            var layer = group.Layers[index];
            layers.Add(
                layer is PoolingLayer pooling ? pooling with { KeepsChoice = HasSwitches(stage, pooling) } : layer);
            if (index == codes && stage.Sparsity is { } sparsity)
            {
                layers.Add(new SparsityLayer(layers.Free("sparsity"), group.Output, sparsity));
            }
        }

        if (stage.Contraction > 0)
        {
            var encoder = Contracted(group) ?? throw new InvalidOperationException("there is nothing to contract");
            layers.Add(new ContractionLayer(layers.Free("contraction"), encoder, stage.Contraction));
        }

        new Decoder(stage, group, layers).Add();
        LossFunction loss = stage.IsCrossEntropy ? new BinaryCrossEntropyLoss() : new SquaredLoss();
        var head = new OutputHead(
            layers.Free("reconstruction"), layers.Last, group.Input, loss, EquatableArray<string>.Empty);
        return NetworkPart.Of(network, layers.ToLayers(), head) with
        {
            InputName = group.SourceName,
            Input = group.Input,
            Preparation = group.Source < 0 ? network.Preparation : null,
        };
    }

    /// <summary>The first layer that no decoder undoes: another kind than dense, conv, deconv, pooling, flatten,
    /// activations, dropout and batchnorm, or one that reads another layer than the one in front of it. Null where all
    /// can be undone.</summary>
    public static Layer? Unmirrored(LayerGroup group)
    {
        for (var index = 0; index < group.Layers.Count; index++)
        {
            var layer = group.Layers[index];
            if (layer.Sources.Count != 1 || layer.Sources[0] != index - 1 || !Decoder.Undoes(layer))
            {
                return layer;
            }
        }

        return null;
    }

    /// <summary>The dense layer whose contraction a stage can ask for: the only one with weights, on the group's input,
    /// with an activation at most behind it. Null where the group is not such.</summary>
    public static DenseLayer? Contracted(LayerGroup group)
    {
        var first = group.Layers[0] is FlattenLayer ? 1 : 0;
        var behind = group.Layers.Count - first - 1;
        return behind is 0 or 1 && (behind == 0 || group.Layers[first + 1] is ActivationLayer)
            ? group.Layers[first] as DenseLayer : null;
    }

    /// <summary>The last layer but for dropout.</summary>
    private static int CodesOf(LayerGroup group)
    {
        var last = group.Layers.Count - 1;
        while (last > 0 && group.Layers[last] is DropoutLayer)
        {
            last--;
        }

        return last;
    }

    /// <summary>Whether a pooling is undone by its switches: an average has none.</summary>
    internal static bool HasSwitches(AutoencoderStage stage, PoolingLayer pooling) =>
        stage.Unpooling == Unpooling.Switches && pooling.Kind == PoolingKind.Max;
}
