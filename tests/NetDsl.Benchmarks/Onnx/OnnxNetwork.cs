using NetDsl.Benchmarks.Contests;
using NetDsl.Compiler.Layers;

namespace NetDsl.Benchmarks.Onnx;

using BoundNetwork = NetDsl.Compiler.Binding.Network;

/// <summary>Writes a bound network for ONNX Runtime: what it predicts with.</summary>
internal static class OnnxNetwork
{
    public const string Input = "image";
    public const string Output = "probabilities";

    /// <param name="parameters">By their names in weight files.</param>
    /// <param name="count">Images of each prediction.</param>
    public static byte[] ToFile(BoundNetwork network, IReadOnlyDictionary<string, float[]> parameters, int count)
    {
        var graph = new OnnxGraph();
        var needed = Network.Needed(network);
        var names = new string[network.Layers.Count];
        for (var index = 0; index < names.Length; index++)
        {
            if (needed[index])
            {
                string[] read = [.. network.Layers[index].Sources.Select(source => source < 0 ? Input : names[source])];
                names[index] = Add(graph, network.Layers[index], read, parameters);
            }
        }

        var head = network.Output;
        graph.Add("Flatten", [names[head.Layer]], "scores");
        graph.Add("Softmax", ["scores"], Output, ("axis", [1]));
        return graph.ToFile(Input, [count, .. network.Input.Sizes.Select(size => (long)size)], Output, [count, head.Units]);
    }

    /// <returns>What the layer gives is called; of one that does nothing in prediction, what it reads.</returns>
    private static string Add(
        OnnxGraph graph, Layer layer, string[] read, IReadOnlyDictionary<string, float[]> parameters)
    {
        var name = layer.Name;
        switch (layer)
        {
            case ConvolutionLayer convolution:
                var grid = convolution.Grid;
                graph.AddParameter(
                    $"{name}.weight",
                    [convolution.Filters, convolution.ChannelsOfGroup, grid.Window.Height, grid.Window.Width],
                    parameters[$"{name}.weight"]);
                graph.Add(
                    "Conv", [read[0], $"{name}.weight", .. Bias(convolution.Filters)], name,
                    ("pads", Around(grid.Padding)), ("strides", Pair(grid.Stride)), ("dilations", Pair(grid.Dilation)),
                    ("group", [convolution.Groups]));
                break;
            case DenseLayer dense:
                graph.Add("Flatten", [read[0]], $"{name}.flat");
                graph.AddParameter($"{name}.weight", [dense.Units, dense.Input.Count], parameters[$"{name}.weight"]);
                graph.Add(
                    "Gemm", [$"{name}.flat", $"{name}.weight", .. Bias(dense.Units)], name, ("transB", [1]));
                break;
            case PoolingLayer { Kind: PoolingKind.Max } pooling:
                graph.Add("MaxPool", [read[0]], name, Window(pooling));
                break;
            case PoolingLayer { Kind: PoolingKind.Average } pooling:
                graph.Add("AveragePool", [read[0]], name, Window(pooling));
                break;
            case ActivationLayer { Kind: ActivationKind.Relu or ActivationKind.Sigmoid or ActivationKind.Tanh } activation:
                graph.Add(activation.Kind.ToString(), [read[0]], name);
                break;
            case ResponseNormalizationLayer lrn:
                // ONNX divides alpha by the size
                graph.Add("LRN", [read[0]], name, [("size", [lrn.Size])], [
                    ("alpha", (float)(lrn.Alpha * lrn.Size)), ("beta", (float)lrn.Beta), ("bias", (float)lrn.Bias)]);
                break;
            case BatchNormLayer norm:
                string[] of = [.. new[] { "weight", "bias", "running_mean", "running_var" }.Select(part => $"{name}.{part}")];
                foreach (var part in of)
                {
                    graph.AddParameter(part, [parameters[part].Length], parameters[part]);
                }

                graph.Add("BatchNormalization", [read[0], .. of], name, [], [("epsilon", (float)norm.Epsilon)]);
                break;
            case ConcatLayer:
                graph.Add("Concat", read, name, ("axis", [1]));
                break;
            case AddLayer:
                graph.Add("Sum", read, name);
                break;
            case FlattenLayer:
                graph.Add("Flatten", [read[0]], name);
                break;
            case DropoutLayer:
                return read[0];
            default:
                throw new NotSupportedException($"{name}: nothing says how ONNX does {layer.GetType().Name}");
        }

        return name;

        string[] Bias(int channels)
        {
            var bias = $"{name}.bias";
            if (!parameters.TryGetValue(bias, out var values))
            {
                return [];
            }

            graph.AddParameter(bias, [channels], values);
            return [bias];
        }
    }

    // of what the windows see, as an average here counts too
    private static (string Name, long[] Values)[] Window(PoolingLayer layer) =>
    [
        ("kernel_shape", Pair(layer.Window)), ("strides", Pair(layer.Stride)), ("pads", Around(layer.Padding)),
        ("ceil_mode", [layer.RoundUp ? 1 : 0]),
    ];

    private static long[] Pair(Window window) => [window.Height, window.Width];

    private static long[] Around(Padding padding) => [padding.Top, padding.Left, padding.Bottom, padding.Right];
}
