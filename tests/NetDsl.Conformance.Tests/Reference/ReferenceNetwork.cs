using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>
/// A network's meaning in double precision, one layer after the other: the oracle. It shares nothing with the product
/// but the compiler's <see cref="Network"/>.
/// </summary>
internal sealed class ReferenceNetwork(Network network)
{
    public Network Network { get; } = network;

    /// <summary>Each parameter tensor's name and count, in the order of the layers.</summary>
    public IEnumerable<(string Name, int Count)> Parameters => Network.Layers.SelectMany(layer => layer switch
    {
        ConvolutionLayer convolution => Pair(
            layer, convolution.WeightCount, convolution.HasBias ? convolution.Filters : 0),
        LocalLayer local => Pair(layer, local.WeightCount, local.HasBias ? (int)local.Output.Count : 0),
        DeconvolutionLayer transposed => Pair(
            layer, transposed.WeightCount, transposed.HasBias ? transposed.Filters : 0),
        TiedDenseLayer or TiedConvolutionLayer => [(Bias(layer), layer.Output.Channels)],
        DenseLayer dense => Pair(layer, (long)dense.Inputs * dense.Units, dense.HasBias ? dense.Units : 0),
        BatchNormLayer norm =>
        [
            (Weight(layer), norm.Channels), (Bias(layer), norm.Channels),
            (RunningMean(layer), norm.Channels), (RunningVariance(layer), norm.Channels),
        ],
        _ => [],
    });

    /// <summary>Whether a tensor is learnt; else it is a running statistic.</summary>
    public static bool IsLearnt(string tensor) => !tensor.Contains(".running_", StringComparison.Ordinal);

    /// <summary>[0] is the input, [i + 1] the output of layer i. Without random numbers it is inference: dropout passes
    /// all values, and batches are normalised by running statistics.</summary>
    public double[][] Activations(
        Dictionary<string, double[]> parameters, double[] inputs, int count, RandomWord? random = null)
    {
        var values = new double[Network.Layers.Count + 1][];
        values[0] = inputs;
        for (int i = 0; i < Network.Layers.Count; i++)
        {
            double[][] inputsOfLayer = [.. Network.Layers[i].Sources.Select(source => values[source + 1])];
            values[i + 1] = Network.Layers[i] switch
            {
                JoinLayer join => ReferenceJoin.Forward(join, count, inputsOfLayer),
                UnpoolingLayer undone => ReferenceUnpooling.Forward(undone, inputsOfLayer[0], Pooled(undone, values)),
                _ => Forward(i, parameters, count, inputsOfLayer[0], random),
            };
        }

        return values;
    }

    /// <summary>All outputs that the network is used for, one behind the other: [count, output size]. Dropout passes
    /// all.</summary>
    public double[] Infer(Dictionary<string, double[]> parameters, double[] inputs, int count)
    {
        double[][] values = Activations(parameters, inputs, count);
        var given = ReferenceHead.All(Network).Where(head => head.Head.Towards is null)
            .Select(head => (head.Head.Units, Values: head.Reference.Give(values[head.Head.Layer + 1]))).ToList();
        return [.. Enumerable.Range(0, count)
            .SelectMany(n => given.SelectMany(head => head.Values.Skip(n * head.Units).Take(head.Units)))];
    }

    /// <summary>The summed loss of training's forward pass, each output's times its weight, and the penalties on
    /// codes.</summary>
    public double Loss(Dictionary<string, double[]> parameters, Examples examples, RandomWord random)
    {
        double[][] values = Activations(parameters, examples.Inputs, examples.Count, random);
        return ReferenceHead.All(Network).Sum(head => head.Reference.Loss(values[head.Head.Layer + 1], examples).Sum)
            + ReferencePenalty.All(Network).Sum(penalty => penalty.Loss(parameters, values, examples.Count));
    }

    /// <summary>The forward pass, and the reverse pass that follows the chain rule layer by layer.</summary>
    public ReferenceResult Differentiate(Dictionary<string, double[]> parameters, Examples examples, RandomWord random)
    {
        double[][] values = Activations(parameters, examples.Inputs, examples.Count, random);
        var gradients = parameters.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);

        // by what each layer gave, as values: what several layers read has the sum of their gradients
        double[][] slopes = [.. values.Select(value => new double[value.Length])];
        double sum = 0;
        foreach (var (head, reference) in ReferenceHead.All(Network))
        {
            var (loss, slope) = reference.Loss(values[head.Layer + 1], examples);
            sum += loss;
            Accumulate(slopes[head.Layer + 1], slope);
        }

        foreach (var penalty in ReferencePenalty.All(Network))
        {
            sum += penalty.Loss(parameters, values, examples.Count);
            penalty.Differentiate(parameters, values, examples.Count, gradients, slopes);
        }

        for (int i = Network.Layers.Count - 1; i >= 0; i--)
        {
            var layer = Network.Layers[i];
            double[][] back = layer switch
            {
                JoinLayer join => ReferenceJoin.Backward(join, examples.Count, slopes[i + 1]),
                UnpoolingLayer undone => [ReferenceUnpooling.Backward(undone, slopes[i + 1], Pooled(undone, values))],
                _ => [Backward(
                    i, parameters, gradients, examples.Count, values[layer.Sources[0] + 1], slopes[i + 1], random)],
            };
            for (int input = 0; input < back.Length; input++)
                Accumulate(slopes[layer.Sources[input] + 1], back[input]);
        }

        var (first, main) = ReferenceHead.All(Network).First(head => head.Head.Towards is null);
        return new ReferenceResult(sum, main.Wrong(values[first.Layer + 1], examples), gradients);
    }

    /// <summary>What the pooling read that a layer undoes.</summary>
    private double[] Pooled(UnpoolingLayer layer, double[][] values) =>
        values[Network.Layers.Single(found => found.Name == layer.Pooling.Name).Sources[0] + 1];

    private static void Accumulate(double[] sum, double[] addend)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += addend[i];
    }

    private double[] Normalize(
        BatchNormLayer layer, Dictionary<string, double[]> parameters, int count, double[] input, bool isTraining) =>
        ReferenceBatchNorm.Forward(
            layer, input, parameters[Weight(layer)], parameters[Bias(layer)],
            isTraining ? ReferenceBatchNorm.Mean(layer, count, input) : parameters[RunningMean(layer)],
            isTraining ? ReferenceBatchNorm.Variance(layer, count, input, 0) : parameters[RunningVariance(layer)]);

    /// <summary>The statistics of the batch stand among the gradients, where a device has them.</summary>
    private static double[] NormalizeBackward(
        BatchNormLayer layer,
        Dictionary<string, double[]> parameters,
        Dictionary<string, double[]> gradients,
        int count,
        double[] input,
        double[] gradient)
    {
        gradients[RunningMean(layer)] = ReferenceBatchNorm.Mean(layer, count, input);
        gradients[RunningVariance(layer)] = ReferenceBatchNorm.Variance(layer, count, input, 1);
        return ReferenceBatchNorm.Backward(
            layer, count, input, parameters[Weight(layer)], gradient, gradients[Weight(layer)], gradients[Bias(layer)]);
    }

    private double[] Forward(
        int index, Dictionary<string, double[]> parameters, int count, double[] input, RandomWord? random) =>
        Network.Layers[index] switch
        {
            ConvolutionLayer layer => ReferenceConvolution.Forward(
                layer, count, input, parameters[Weight(layer)], BiasOf(layer, parameters)),
            LocalLayer layer => ReferenceLocal.Forward(
                layer, count, input, parameters[Weight(layer)], BiasOf(layer, parameters)),
            DeconvolutionLayer layer => ReferenceDeconvolution.Forward(
                layer, count, input, parameters[Weight(layer)], BiasOf(layer, parameters)),
            FilterLayer layer => ReferenceFilter.Forward(layer, count, input),
            DenseLayer layer => ReferenceDense.Forward(
                layer, count, input, parameters[Weight(layer)], BiasOf(layer, parameters)),
            BatchNormLayer layer => Normalize(layer, parameters, count, input, isTraining: random is not null),
            PoolingLayer layer => ReferencePooling.Forward(layer, count, input),
            ActivationLayer layer => ReferenceActivation.Forward(layer.Kind, input, layer.Slope),
            SoftmaxLayer layer => ReferenceSoftmax.Forward(layer, input),
            ResponseNormalizationLayer layer => ReferenceResponseNormalization.Forward(layer, input),
            TiedDenseLayer layer => ReferenceTied.Forward(
                layer, count, input, parameters[layer.Encoder + ".weight"], parameters[Bias(layer)]),
            TiedConvolutionLayer layer => ReferenceTied.Forward(
                layer, count, input, parameters[layer.Encoder + ".weight"], parameters[Bias(layer)]),
            FlattenLayer or ReshapeLayer or SparsityLayer or ContractionLayer => input,
            DropoutLayer layer => random is null ? input : Drop(layer, index, input, random),
            CorruptionLayer layer => random is null ? input : ReferenceCorruption.Apply(layer, index, input, random),
            var layer => throw new NotSupportedException($"the reference does not know {layer.GetType().Name}"),
        };

    private double[] Backward(
        int index,
        Dictionary<string, double[]> parameters,
        Dictionary<string, double[]> gradients,
        int count,
        double[] input,
        double[] gradient,
        RandomWord random) => Network.Layers[index] switch
        {
            ConvolutionLayer layer => ReferenceConvolution.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], BiasOf(layer, gradients)),
            LocalLayer layer => ReferenceLocal.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], BiasOf(layer, gradients)),
            DeconvolutionLayer layer => ReferenceDeconvolution.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], BiasOf(layer, gradients)),
            FilterLayer layer => ReferenceFilter.Backward(layer, count, gradient),
            DenseLayer layer => ReferenceDense.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], BiasOf(layer, gradients)),
            BatchNormLayer layer => NormalizeBackward(layer, parameters, gradients, count, input, gradient),
            PoolingLayer layer => ReferencePooling.Backward(layer, input, gradient),
            ActivationLayer layer => ReferenceActivation.Backward(layer.Kind, input, gradient, layer.Slope),
            SoftmaxLayer layer => ReferenceSoftmax.Backward(layer, input, gradient),
            ResponseNormalizationLayer layer => ReferenceResponseNormalization.Backward(layer, input, gradient),
            TiedDenseLayer layer => ReferenceTied.Backward(
                layer, count, input, parameters[layer.Encoder + ".weight"], gradient,
                gradients[layer.Encoder + ".weight"], gradients[Bias(layer)]),
            TiedConvolutionLayer layer => ReferenceTied.Backward(
                layer, count, input, parameters[layer.Encoder + ".weight"], gradient,
                gradients[layer.Encoder + ".weight"], gradients[Bias(layer)]),
            FlattenLayer or ReshapeLayer or SparsityLayer or ContractionLayer => gradient,
            DropoutLayer layer => Drop(layer, index, gradient, random),

            // nothing learns in front of it
            CorruptionLayer => new double[input.Length],
            var layer => throw new NotSupportedException($"the reference does not know {layer.GetType().Name}"),
        };

    private static double[] Drop(DropoutLayer layer, int index, double[] values, RandomWord random) =>
        [.. values.Select((value, i) =>
            Philox.Uniform(random(index, i)) < (float)layer.Rate ? 0 : value / (1 - layer.Rate))];

    private static IEnumerable<(string, int)> Pair(Layer layer, long weights, int biases) =>
        biases == 0 ? [(Weight(layer), (int)weights)] : [(Weight(layer), (int)weights), (Bias(layer), biases)];

    /// <summary>Of a layer that has none, zeros: what is added to them is nobody's.</summary>
    private static double[] BiasOf(Layer layer, Dictionary<string, double[]> tensors) =>
        tensors.TryGetValue(Bias(layer), out double[]? bias) ? bias : new double[layer.Output.Channels];

    private static string Weight(Layer layer) => layer.Name + ".weight";

    private static string Bias(Layer layer) => layer.Name + ".bias";

    private static string RunningMean(Layer layer) => layer.Name + ".running_mean";

    private static string RunningVariance(Layer layer) => layer.Name + ".running_var";
}
