using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

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
        ConvolutionLayer convolution => Pair(layer, convolution.WeightCount, convolution.Filters),
        DenseLayer dense => Pair(layer, (long)dense.Inputs * dense.Units, dense.Units),
        _ => [],
    });

    /// <summary>[0] is the input, [i + 1] the output of layer i. Without masks dropout passes all values.</summary>
    public double[][] Activations(
        Dictionary<string, double[]> parameters, double[] inputs, int count, DropoutMask? mask = null)
    {
        var values = new double[Network.Layers.Count + 1][];
        values[0] = inputs;
        for (int i = 0; i < Network.Layers.Count; i++)
            values[i + 1] = Forward(i, parameters, count, values[i], mask);
        return values;
    }

    /// <summary>Probabilities for softmax, values for linear outputs: [count, units]. Dropout passes all.</summary>
    public double[] Infer(Dictionary<string, double[]> parameters, double[] inputs, int count)
    {
        double[] output = Activations(parameters, inputs, count)[^1];
        return Network.Output.Loss == LossKind.SoftmaxCrossEntropy
            ? ReferenceLoss.Softmax(output, Network.Output.Units)
            : output;
    }

    /// <summary>The summed loss of training's forward pass.</summary>
    public double Loss(Dictionary<string, double[]> parameters, Examples examples, DropoutMask mask) =>
        Loss(Activations(parameters, examples.Inputs, examples.Count, mask)[^1], examples).Sum;

    /// <summary>The forward pass, and the reverse pass that follows the chain rule layer by layer.</summary>
    public ReferenceResult Differentiate(Dictionary<string, double[]> parameters, Examples examples, DropoutMask mask)
    {
        double[][] values = Activations(parameters, examples.Inputs, examples.Count, mask);
        var (loss, gradient) = Loss(values[^1], examples);
        var gradients = parameters.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);
        for (int i = Network.Layers.Count - 1; i >= 0; i--)
            gradient = Backward(i, parameters, gradients, examples.Count, values[i], gradient, mask);
        return new ReferenceResult(loss, Wrong(values[^1], examples), gradients);
    }

    private double[] Forward(
        int index, Dictionary<string, double[]> parameters, int count, double[] input, DropoutMask? mask) =>
        Network.Layers[index] switch
        {
            ConvolutionLayer layer => ReferenceConvolution.Forward(
                layer, count, input, parameters[Weight(layer)], parameters[Bias(layer)]),
            DenseLayer layer => ReferenceDense.Forward(
                layer, count, input, parameters[Weight(layer)], parameters[Bias(layer)]),
            PoolingLayer layer => ReferencePooling.Forward(layer, count, input),
            ActivationLayer layer => ReferenceActivation.Forward(layer.Kind, input, layer.Slope),
            FlattenLayer => input,
            DropoutLayer layer => mask is null ? input : Drop(layer, index, input, mask),
            var layer => throw new NotSupportedException($"the reference does not know {layer.GetType().Name}"),
        };

    private double[] Backward(
        int index,
        Dictionary<string, double[]> parameters,
        Dictionary<string, double[]> gradients,
        int count,
        double[] input,
        double[] gradient,
        DropoutMask mask) => Network.Layers[index] switch
        {
            ConvolutionLayer layer => ReferenceConvolution.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], gradients[Bias(layer)]),
            DenseLayer layer => ReferenceDense.Backward(
                layer, count, input, parameters[Weight(layer)], gradient,
                gradients[Weight(layer)], gradients[Bias(layer)]),
            PoolingLayer layer => ReferencePooling.Backward(layer, input, gradient),
            ActivationLayer layer => ReferenceActivation.Backward(layer.Kind, input, gradient, layer.Slope),
            FlattenLayer => gradient,
            DropoutLayer layer => Drop(layer, index, gradient, mask),
            var layer => throw new NotSupportedException($"the reference does not know {layer.GetType().Name}"),
        };

    private (double Sum, double[] Gradient) Loss(double[] output, Examples examples) =>
        Network.Output.Loss == LossKind.SoftmaxCrossEntropy
            ? ReferenceLoss.CrossEntropy(output, Network.Output.Units, examples.Labels)
            : ReferenceLoss.Squared(output, Network.Output.Units, examples.Targets);

    private int Wrong(double[] output, Examples examples) => examples.Labels
        .Where((label, n) => output.Skip(n * Network.Output.Units).Take(Network.Output.Units)
            .Select((value, unit) => (value, unit)).MaxBy(pair => pair.value).unit != label)
        .Count();

    private static double[] Drop(DropoutLayer layer, int index, double[] values, DropoutMask mask) =>
        [.. values.Select((value, i) => mask(index, i) ? value / (1 - layer.Rate) : 0)];

    private static IEnumerable<(string, int)> Pair(Layer layer, long weights, int biases) =>
        [(Weight(layer), (int)weights), (Bias(layer), biases)];

    private static string Weight(Layer layer) => layer.Name + ".weight";

    private static string Bias(Layer layer) => layer.Name + ".bias";
}
