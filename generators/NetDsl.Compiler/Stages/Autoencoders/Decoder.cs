using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>
/// The layers that undo a group's, the last one first. What has weights is undone by a layer of its own, `h1.decoder`,
/// and gives what the layer below gave: it has that one's activation, but for the lowest, which the loss decides. A
/// pooling is undone behind that activation, so that what no value goes to is 0. Dropout and batchnorm have no
/// counterpart: what they do to a value, the decoder's weights and biases undo.
/// </summary>
internal sealed class Decoder(AutoencoderStage stage, LayerGroup group, LayerChain layers)
{
    private static readonly Initialization He = new(InitializationKind.He);
    private static readonly Initialization Xavier = new(InitializationKind.Xavier);

    /// <summary>Whether it is undone by a layer with weights.</summary>
    public static bool HasWeights(Layer layer) => layer is DenseLayer or ConvolutionLayer or DeconvolutionLayer;

    public static bool Undoes(Layer layer) => HasWeights(layer)
        || layer is ActivationLayer or PoolingLayer or FlattenLayer or DropoutLayer or BatchNormLayer;

    public void Add()
    {
        var end = group.Layers.Count;
        while (end > 0)
        {
            var start = StartBefore(end);
            AddActivations(start, end);
            for (var index = end - 1; index >= start; index--)
            {
                Undo(group.Layers[index], InitializationBefore(start));
            }

            end = start;
        }
    }

    /// <summary>The last layer with weights in front of an index, or the first layer.</summary>
    private int StartBefore(int end)
    {
        var start = end - 1;
        while (start > 0 && !HasWeights(group.Layers[start]))
        {
            start--;
        }

        return start;
    }

    /// <summary>The codes have theirs already; in front of the lowest weights there is nothing to rebuild.</summary>
    private void AddActivations(int start, int end)
    {
        for (var index = start + 1; index < end && end < group.Layers.Count && HasWeights(group.Layers[start]); index++)
        {
            if (group.Layers[index] is ActivationLayer activation)
            {
                layers.Add(new ActivationLayer(
                    NameOf(activation), Documentation: null, layers.Output, activation.Kind, activation.Slope));
            }
        }
    }

    /// <summary>He's where a rectifier follows: the activation of the layer that is rebuilt.</summary>
    private Initialization InitializationBefore(int start)
    {
        var below = start > 0 ? StartBefore(start) : 0;
        for (var index = below + 1; index < start; index++)
        {
            if (group.Layers[index] is ActivationLayer { IsRectifier: true })
            {
                return He;
            }
        }

        return Xavier;
    }

    private void Undo(Layer layer, Initialization initialization)
    {
        switch (layer)
        {
            case DenseLayer dense:
                var features = Shape.Features(dense.Inputs);
                layers.Add(stage.IsTied
                    ? new TiedDenseLayer(NameOf(dense), dense.Name, dense.Output, features)
                    : new DenseLayer(NameOf(dense), null, dense.Output, features, HasBias: true, initialization));
                Reshape($"{dense.Name}.decoder.reshape", dense.Input);
                break;
            case ConvolutionLayer convolution:
                layers.Add(Undone(convolution, initialization));
                break;
            case DeconvolutionLayer deconvolution:
                layers.Add(Undone(deconvolution, initialization));
                break;
            case PoolingLayer pooling:
                layers.Add(new UnpoolingLayer(
                    NameOf(pooling), pooling, AutoencoderNetwork.HasSwitches(stage, pooling)));
                break;
            case FlattenLayer flatten:
                Reshape($"{flatten.Name}.decoder", flatten.Input);
                break;
        }
    }

    private Layer Undone(ConvolutionLayer layer, Initialization initialization) => stage.IsTied
        ? new TiedConvolutionLayer(
            NameOf(layer), layer.Name, IsTransposed: true, layer.Output, layer.Input, layer.Grid, layer.Groups)
        : new DeconvolutionLayer(
            NameOf(layer), null, layer.Output, layer.Input, layer.Grid, layer.Groups, HasBias: true, initialization);

    private Layer Undone(DeconvolutionLayer layer, Initialization initialization) => stage.IsTied
        ? new TiedConvolutionLayer(
            NameOf(layer), layer.Name, IsTransposed: false, layer.Output, layer.Input, layer.Grid, layer.Groups)
        : new ConvolutionLayer(
            NameOf(layer), null, layer.Output, layer.Input, layer.Grid, layer.Groups, HasBias: true, initialization);

    private void Reshape(string name, Shape shape)
    {
        if (layers.Output != shape)
        {
            layers.Add(new ReshapeLayer(layers.Free(name), layers.Output, shape));
        }
    }

    private string NameOf(Layer layer) => layers.Free($"{layer.Name}.decoder");
}
