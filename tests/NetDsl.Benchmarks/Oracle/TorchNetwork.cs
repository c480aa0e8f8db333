using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

using ParameterKind = Compiler.Ir.ParameterKind;

/// <summary>A network's tensors in libtorch, in double, and the layers that most counterparts need. Layers are named as
/// in the <c>.net</c> file; strides, windows and paddings are height, width.</summary>
internal sealed class TorchNetwork
{
    private static readonly long[] One = [1, 1];
    private static readonly long[] None = [0, 0];

    public TorchNetwork(OracleNetwork network, IReadOnlyDictionary<string, double[]> parameters) =>
        Parameters = network.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => new Parameter(
                Double(parameters[parameter.Name], [.. parameter.Sizes.Select(size => (long)size)]),
                requires_grad: parameter.Kind is ParameterKind.Weights or ParameterKind.Bias));

    /// <summary>By their names in weight files: <c>c1.weight</c>.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters { get; }

    /// <summary>Whether batches are normalised by their own statistics, which the running ones follow.</summary>
    public bool IsTraining { get; set; } = true;

    public IEnumerable<Parameter> Weights => Ending(".weight");

    public IEnumerable<Parameter> Biases => Ending(".bias");

    /// <summary>The values, each rounded to float32 first.</summary>
    public static Tensor Double(double[] values, long[] shape) =>
        tensor(Array.ConvertAll(values, value => (double)(float)value), shape, ScalarType.Float64);

    public Parameter Weight(string layer) => Named(layer + ".weight");

    public Parameter Bias(string layer) => Named(layer + ".bias");

    /// <summary>Over images; of a signal <see cref="Convolve1d"/>.</summary>
    public Tensor Convolve(
        string layer, Tensor x, long[]? stride = null, long[]? pad = null, long[]? dilation = null, long groups = 1) =>
        functional.conv2d(x, Weight(layer), BiasOrNone(layer), stride ?? One, pad ?? None, dilation ?? One, groups);

    public Tensor Convolve1d(
        string layer, Tensor x, long stride = 1, long pad = 0, long dilation = 1, long groups = 1) =>
        functional.conv1d(x, Weight(layer), BiasOrNone(layer), stride, pad, dilation, groups);

    /// <summary>Transposed, over images.</summary>
    public Tensor Spread(
        string layer, Tensor x, long[]? stride = null, long[]? pad = null, long[]? extra = null,
        long[]? dilation = null, long groups = 1) =>
        functional.conv_transpose2d(
            x, Weight(layer), BiasOrNone(layer), stride ?? One, pad ?? None, extra ?? None, dilation ?? One, groups);

    public Tensor Spread1d(
        string layer, Tensor x, long stride = 1, long pad = 0, long extra = 0, long dilation = 1, long groups = 1) =>
        functional.conv_transpose1d(
            x, Weight(layer), BiasOrNone(layer), stride, pad, extra, dilation, groups);

    /// <summary>Weights for each place: the patches, written out, times them.</summary>
    public Tensor Locally(
        string layer, Tensor x, long filters, (long, long) window, (long, long)? stride = null,
        (long, long)? pad = null, (long, long)? dilation = null)
    {
        var patches = functional.unfold(x, window, dilation ?? (1, 1), pad ?? (0, 0), stride ?? (1, 1));
        var (depth, places) = (patches.shape[1], patches.shape[2]);
        var weights = Weight(layer).reshape(filters, places, depth);
        var y = einsum("nkp,fpk->nfp", patches, weights);
        return BiasOrNone(layer) is { } bias ? y + bias.reshape(1, filters, places) : y;
    }

    /// <summary>A kernel over each channel, as it is written.</summary>
    public static Tensor Filter(
        Tensor x, double[,] kernel, long[]? stride = null, long[]? pad = null, long[]? dilation = null)
    {
        var weights = tensor(kernel).reshape(1, 1, kernel.GetLength(0), kernel.GetLength(1));
        return functional.conv2d(
            x, weights.expand(x.shape[1], 1, -1, -1), null, stride ?? One, pad ?? None, dilation ?? One, x.shape[1]);
    }

    public static Tensor Filter1d(Tensor x, double[] kernel, long stride = 1, long pad = 0) =>
        functional.conv1d(
            x, tensor(kernel).reshape(1, 1, -1).expand(x.shape[1], 1, -1), null, stride, pad, 1, x.shape[1]);

    public Tensor Dense(string layer, Tensor x) => functional.linear(x.flatten(1), Weight(layer), BiasOrNone(layer));

    public Tensor Normalize(string layer, Tensor x, double momentum = 0.1, double epsilon = 1e-5) =>
        functional.batch_norm(
            x, Named(layer + ".running_mean"), Named(layer + ".running_var"), Weight(layer), Bias(layer), IsTraining,
            momentum, epsilon);

    public static Tensor MaxPool(Tensor x, long[] window, long[] stride, long[]? pad = null, bool ceil = false) =>
        functional.max_pool2d(x, window, stride, pad ?? None, ceil_mode: ceil);

    public static Tensor AveragePool(Tensor x, long[] window, long[] stride, long[]? pad = null, bool ceil = false) =>
        functional.avg_pool2d(x, window, stride, pad ?? None, ceil, count_include_pad: false);

    public static Tensor SumPool(Tensor x, long[] window, long[] stride, long[]? pad = null, bool ceil = false) =>
        functional.avg_pool2d(x, window, stride, pad ?? None, ceil, divisor_override: 1);

    private Tensor? BiasOrNone(string layer) => Parameters.GetValueOrDefault(layer + ".bias");

    private IEnumerable<Parameter> Ending(string ending) =>
        Parameters.Where(one => one.Key.EndsWith(ending, StringComparison.Ordinal)).Select(one => one.Value);

    private Parameter Named(string name) => Parameters.TryGetValue(name, out var parameter)
        ? parameter
        : throw new InvalidDataException($"There is no {name}; there are {string.Join(", ", Parameters.Keys)}.");
}
