using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Compiler.Stages;

/// <summary>Whether a decoder can undo an autoencoder's layers one by one, the last one first.</summary>
internal static class DecoderCheck
{
    public static void Run(AutoencoderStage stage, StageFitting fitting)
    {
        var layers = fitting.Group.Layers;
        if (AutoencoderNetwork.Unmirrored(fitting.Group) is { } unmirrored)
        {
            var reason = Decoder.Undoes(unmirrored)
                ? $"{unmirrored.Name} does not read the layer in front of it"
                : $"{unmirrored.Name} ({unmirrored.Description}) cannot be undone";
            var rather = layers.Count(layer => layer.ParameterCount > 0) == 1
                ? "`supervised` pretrains it"
                : "pretrain the layers in front of it and behind it in stages of their own";
            fitting.Report(Descriptors.NoDecoder, null, reason, rather);
            return;
        }

        if (!layers.Any(Decoder.HasWeights))
        {
            fitting.Report(
                Descriptors.NoDecoder, null, $"there is no dense, conv or deconv in {fitting.Name}",
                "name one of them with the layers behind it");
            return;
        }

        if (stage.IsTied && layers.FirstOrDefault(layer => layer is BatchNormLayer) is { } scaled)
        {
            fitting.Report(Descriptors.NotTied, "tied", scaled.Name, scaled.Description);
        }

        CheckPooling(stage, fitting);
    }

    private static void CheckPooling(AutoencoderStage stage, StageFitting fitting)
    {
        var poolings = fitting.Group.Layers.OfType<PoolingLayer>().ToList();
        var maximum = poolings.FirstOrDefault(pooling => pooling.Kind == PoolingKind.Max);
        if (maximum is not null && stage.Unpooling is null)
        {
            fitting.Report(Descriptors.UnpoolingNotStated, null, maximum.Name, fitting.Name);
        }
        else if (stage.Unpooling == Unpooling.Switches && maximum is null)
        {
            fitting.Report(
                Descriptors.NothingToUnpool, "unpool", "unpool switches", "max pooling", fitting.Name,
                poolings.Count == 0 ? "" : "; an average or a sum has no switches: `unpool upsample`");
        }
        else if (stage.Unpooling == Unpooling.Upsampling && poolings.Count == 0)
        {
            fitting.Report(Descriptors.NothingToUnpool, "unpool", "unpool upsample", "pooling", fitting.Name, "");
        }
    }
}
