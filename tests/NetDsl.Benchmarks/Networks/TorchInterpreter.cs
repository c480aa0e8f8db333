using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Padding = NetDsl.Compiler.Layers.Padding;

namespace NetDsl.Benchmarks.Networks;

/// <summary>Runs a bound network with libtorch's own functions: whole networks are compared so. What each layer means
/// is held to libtorch by counterparts written by hand, in <c>Oracle/</c>.</summary>
internal sealed class TorchInterpreter : IDisposable
{
    private readonly Network network;
    private readonly ScalarType type;

    // of each layer whether predictions need it, and whether nothing but it reads what it reads
    private readonly bool[] isNeeded;
    private readonly bool[] readsAlone;

    /// <param name="parameters">By their names in weight files, with their sizes.</param>
    /// <param name="type">What it computes in.</param>
    public TorchInterpreter(
        Network network, IReadOnlyDictionary<string, (int[] Sizes, float[] Values)> parameters,
        ScalarType type = ScalarType.Float32)
    {
        (this.network, this.type) = (network, type);
        isNeeded = Contests.Network.Needed(network);
        var readers = network.Layers.SelectMany(layer => layer.Sources).ToLookup(source => source);
        readsAlone = [.. network.Layers.Select(layer => layer.Sources.All(source => readers[source].Count() == 1))];
        Parameters = parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => new TorchSharp.Modules.Parameter(
                tensor(parameter.Value.Values, [.. parameter.Value.Sizes.Select(size => (long)size)]).to(type),
                requires_grad: !parameter.Key.Contains(".running_", StringComparison.Ordinal)));
    }

    public IReadOnlyDictionary<string, TorchSharp.Modules.Parameter> Parameters { get; }

    /// <summary>Images as <see cref="Infer(Tensor)"/> and <see cref="Loss"/> read them.</summary>
    public Tensor Input(float[] values, int count) =>
        tensor(values, [count, .. network.Input.Sizes.Select(size => (long)size)]).to(type);

    /// <summary>Each main output's values: probabilities behind a softmax.</summary>
    public Tensor Infer(Tensor images)
    {
        var values = Run(images, isTraining: false, random: null);
        Tensor[] outputs = [.. network.MainOutputs.Select(
            head => Give(head, Value(values, head.Layer)).reshape(-1, head.Units))];
        return outputs.Length == 1 ? outputs[0] : cat(outputs, 1);
    }

    /// <summary>The same of values, as values.</summary>
    public float[] Infer(float[] inputs, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return Values(Infer(Input(inputs, count)));
    }

    /// <summary>The batch's mean loss, outputs weighted.</summary>
    /// <param name="labels">[count], for all outputs.</param>
    /// <param name="random">Where in the random stream dropout is; null for libtorch's own masks.</param>
    public Tensor Loss(Tensor images, Tensor labels, RandomPosition? random)
    {
        var values = Run(images, isTraining: true, random);
        return network.Outputs
            .Select(head => functional.cross_entropy(Value(values, head.Layer).flatten(1), labels) * head.Weight)
            .Aggregate((sum, next) => sum + next);
    }

    /// <summary>The batch's mean loss; the gradients stay in <see cref="Parameters"/>.</summary>
    public double Differentiate(float[] inputs, int count, int[] labels, RandomPosition random)
    {
        using var scope = NewDisposeScope();
        var loss = Loss(Input(inputs, count), tensor(Array.ConvertAll(labels, label => (long)label)), random);
        loss.backward();
        return loss.to(ScalarType.Float64).item<double>();
    }

    /// <summary>The gradient that <see cref="Differentiate"/> left; null where it needs none.</summary>
    public float[]? Gradient(string parameter) => Parameters[parameter].grad is { } gradient ? Values(gradient) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in Parameters.Values)
        {
            parameter.Dispose();
        }
    }

    /// <summary>[0] is the input, [i + 1] what layer i gives.</summary>
    private Tensor[] Run(Tensor images, bool isTraining, RandomPosition? random)
    {
        var values = new Tensor[network.Layers.Count + 1];
        values[0] = images;
        for (var index = 0; index < network.Layers.Count; index++)
        {
            if (isTraining || isNeeded[index])
            {
                Tensor[] read = [.. network.Layers[index].Sources.Select(source => Value(values, source))];
                values[index + 1] = Run(index, read, isTraining, random);
            }
        }

        return values;
    }

    // what is in front needs its own values on its way back no more
    private bool CanOverwrite(int index, Layer layer) => readsAlone[index] && layer.Sources[0] >= 0
        && network.Layers[layer.Sources[0]] is ConvolutionLayer or DenseLayer or BatchNormLayer or AddLayer;

    private static float[] Values(Tensor values) => [.. values.to(ScalarType.Float32).data<float>()];

    private static Tensor Value(Tensor[] values, int layer) => values[layer + 1];

    private static Tensor Give(OutputHead head, Tensor values) =>
        Oracle.OracleLoss.Infer(head, values.flatten(1));

    private Tensor Run(int index, Tensor[] read, bool isTraining, RandomPosition? random) => network.Layers[index] switch
    {
        ConvolutionLayer layer => functional.conv2d(
            functional.pad(read[0], Around(layer.Grid.Padding)), Weight(layer), Bias(layer), Pair(layer.Grid.Stride),
            dilation: Pair(layer.Grid.Dilation), groups: layer.Groups),
        DeconvolutionLayer layer => Spread(layer, read[0]),
        LocalLayer layer => Locally(layer, functional.pad(read[0], Around(layer.Grid.Padding))),
        FilterLayer layer => functional.conv2d(
            functional.pad(read[0], Around(layer.Grid.Padding)), Kernel(layer), null, Pair(layer.Grid.Stride),
            dilation: Pair(layer.Grid.Dilation), groups: layer.Input.Channels),
        DenseLayer layer => functional.linear(read[0].flatten(1), Weight(layer), Bias(layer)),
        PoolingLayer layer => Pool(layer, read[0]),
        ActivationLayer { Kind: ActivationKind.Relu } layer => CanOverwrite(index, layer) ? read[0].relu_() : functional.relu(read[0]),
        ActivationLayer { Kind: ActivationKind.Sigmoid } => sigmoid(read[0]),
        ActivationLayer { Kind: ActivationKind.Tanh } => tanh(read[0]),
        ActivationLayer { Kind: ActivationKind.LeakyRelu } layer => functional.leaky_relu(read[0], layer.Slope),
        ActivationLayer { Kind: ActivationKind.Elu } => functional.elu(read[0], 1),
        ActivationLayer { Kind: ActivationKind.Gelu } => functional.gelu(read[0]),
        ActivationLayer { Kind: ActivationKind.Softplus } => functional.softplus(read[0]),
        SoftmaxLayer => functional.softmax(read[0], 1),
        // libtorch divides alpha by the size
        ResponseNormalizationLayer layer => functional.local_response_norm(
            read[0], layer.Size, layer.Alpha * layer.Size, layer.Beta, layer.Bias),
        BatchNormLayer layer => functional.batch_norm(
            read[0], Parameters[layer.Name + ".running_mean"], Parameters[layer.Name + ".running_var"], Weight(layer),
            Bias(layer), isTraining, layer.Momentum, layer.Epsilon),
        FlattenLayer => read[0].flatten(1),
        DropoutLayer when !isTraining => read[0],
        DropoutLayer layer when random is { } position => read[0] * Mask(layer, index, read[0], position),
        DropoutLayer layer => functional.dropout(read[0], layer.Rate, training: true),
        ConcatLayer => cat(read, 1),
        AddLayer => read.Aggregate((sum, next) => sum + next),
        var layer => throw new NotSupportedException($"{layer.Name}: nothing says how libtorch does {layer.GetType().Name}"),
    };

    /// <summary>All of it, cut off as the layer says; behind the last window there is the bias alone.</summary>
    private Tensor Spread(DeconvolutionLayer layer, Tensor x)
    {
        var (grid, output) = (layer.Grid, layer.Output);
        var rows = Math.Max(0, output.Height - (layer.Input.Height - 1) * grid.Stride.Height - grid.Reach.Height);
        var columns = Math.Max(0, output.Width - (layer.Input.Width - 1) * grid.Stride.Width - grid.Reach.Width);
        var whole = functional.conv_transpose2d(
            x, Weight(layer), Bias(layer), Pair(grid.Stride), [0, 0], [rows, columns], Pair(grid.Dilation),
            layer.Groups);
        return whole.narrow(2, grid.Padding.Top, output.Height).narrow(3, grid.Padding.Left, output.Width);
    }

    private Tensor Locally(LocalLayer layer, Tensor padded)
    {
        var (grid, output) = (layer.Grid, layer.Output);
        var patches = functional.unfold(
            padded, (grid.Window.Height, grid.Window.Width), (grid.Dilation.Height, grid.Dilation.Width), (0, 0),
            (grid.Stride.Height, grid.Stride.Width));
        var y = einsum("nkp,fpk->nfp", patches, Weight(layer).reshape(layer.Filters, -1, layer.Depth));
        y = y.reshape(-1, layer.Filters, output.Height, output.Width);
        return Bias(layer) is { } bias ? y + bias.reshape(1, layer.Filters, output.Height, output.Width) : y;
    }

    private Tensor Kernel(FilterLayer layer)
    {
        var values = layer.IsFlipped ? layer.Kernel.Reverse() : layer.Kernel;
        var kernel = tensor(values.ToArray()).to(type);
        return kernel.reshape(1, 1, layer.Grid.Window.Height, layer.Grid.Window.Width)
            .expand(layer.Input.Channels, 1, -1, -1);
    }

    private static Tensor Pool(PoolingLayer layer, Tensor x)
    {
        var (window, stride) = (Pair(layer.Window), Pair(layer.Stride));
        long[] pad = [layer.Padding.Top, layer.Padding.Left];
        return layer.Kind switch
        {
            PoolingKind.Max => functional.max_pool2d(x, window, stride, pad, ceil_mode: layer.RoundUp),
            PoolingKind.Average => functional.avg_pool2d(x, window, stride, pad, layer.RoundUp, count_include_pad: false),
            _ => functional.avg_pool2d(x, window, stride, pad, layer.RoundUp, divisor_override: 1),
        };
    }

    /// <summary>The mask that the devices draw: see <see cref="Philox"/>.</summary>
    private Tensor Mask(DropoutLayer layer, int index, Tensor x, RandomPosition random)
    {
        var mask = new float[x.numel()];
        for (var i = 0; i < mask.Length; i++)
        {
            var block = Philox.At((uint)i / 4, stream: index, random.Step, random.Seed);
            mask[i] = Philox.Uniform(block.Word(i % 4)) >= (float)layer.Rate ? 1 / (1 - (float)layer.Rate) : 0;
        }

        return tensor(mask, x.shape).to(type);
    }

    private Tensor Weight(Layer layer) => Parameters[layer.Name + ".weight"];

    private Tensor? Bias(Layer layer) => Parameters.GetValueOrDefault(layer.Name + ".bias");

    private static long[] Pair(Window window) => [window.Height, window.Width];

    // libtorch counts from the last dimension
    private static long[] Around(Padding padding) => [padding.Left, padding.Right, padding.Top, padding.Bottom];
}
