using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Ir;

/// <summary>What layers lower themselves into.</summary>
public sealed class ProgramBuilder(bool isTraining)
{
    private static readonly Initialization Zeros = new(InitializationKind.Zeros);

    private readonly List<Tensor> tensors = [];
    private readonly List<Parameter> parameters = [];
    private readonly List<ShapeDeclaration> shapes = [];
    private readonly List<int> layerOutputs = [];
    private readonly List<Operation> operations = [];

    // what a kernel writes that lies where the plan wants it
    private readonly HashSet<int> computed = [];

    /// <summary>Whether gradients will be asked for: dropout acts, and a pool remembers its choice.</summary>
    public bool IsTraining => isTraining;

    /// <summary>Whether the layer that is being lowered is: its parameters are then given values.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The layer that is being lowered: dropout's random stream has its number.</summary>
    public int LayerIndex => layerOutputs.Count;

    public Shape ShapeOf(int tensor) => tensors[tensor].Shape;

    public void Add(Operation operation)
    {
        operations.Add(operation);
        if (operation.Parts is null)
        {
            computed.UnionWith(operation.Writes);
        }
    }

    public void Declare(ShapeDeclaration shape) => shapes.Add(shape);

    /// <summary>Ends a layer; −1 for one that is not computed.</summary>
    public void EndLayer(int output) => layerOutputs.Add(output);

    public int Tensor(string name, Shape shape, TensorKind kind = TensorKind.Activation) =>
        Tensor(name, MemberName.Of(name), shape, kind);

    public int Tensor(string name, string member, Shape shape, TensorKind kind)
    {
        tensors.Add(new Tensor(tensors.Count, name, member, shape, kind));
        return tensors.Count - 1;
    }

    public int Weights(string layer, Shape shape, Initialization initialization, int fanIn, int fanOut) =>
        Add(layer, "Weights", "weights", shape, tensor => new Parameter(
            tensor, layer + ".weight", ParameterKind.Weights, initialization, fanIn, fanOut));

    public int Bias(string layer, int count) =>
        Add(layer, "Bias", "bias", Shape.Features(count), tensor => new Parameter(
            tensor, layer + ".bias", ParameterKind.Bias, Zeros, 0, 0));

    /// <summary>Learnt biases of units that are a stage's and no layer's.</summary>
    /// <param name="words">What they are of, as comments say it: `visible`.</param>
    public int BiasOf(string layer, string words, int count) =>
        Add(layer, MemberName.Of(words) + "Bias", words + " bias", Shape.Features(count), tensor => new Parameter(
            tensor, $"{layer}.{words}.bias", ParameterKind.Bias, Zeros, 0, 0));

    /// <summary>What a stage keeps from step to step.</summary>
    /// <param name="words">As comments say it: `chains`.</param>
    /// <param name="momentum">The share of each batch in it: 1 replaces it.</param>
    public int Statistic(string layer, string words, Shape shape, Initialization initialization, double momentum) =>
        Add(layer, MemberName.Of(words), words, shape, tensor => new Parameter(
            tensor, $"{layer}.{words}", ParameterKind.Statistic, initialization, 0, 0)
        {
            Momentum = momentum,
        });

    /// <summary>The weights of a layer that is lowered already.</summary>
    public int WeightsOf(string layer) => parameters.First(found => found.FileName == layer + ".weight").Tensor;

    /// <summary>Which values a layer that is lowered already, a max pooling, took.</summary>
    public int ChoiceOf(string layer) => operations.OfType<Pool>().First(found => found.Covers[0] == layer).Choice
        ?? throw new InvalidOperationException($"{layer} does not keep its choice");

    /// <summary>The activation that gives a tensor, or null.</summary>
    public Activate? ActivationOf(int tensor) =>
        operations.OfType<Activate>().FirstOrDefault(found => found.Output == tensor);

    /// <param name="momentum">The share of each batch in the running mean and variance.</param>
    public NormalizationParameters NormalizationParameters(string layer, int channels, double momentum)
    {
        var shape = Shape.Features(channels);
        var one = new Initialization(InitializationKind.Constant, High: 1);
        return new NormalizationParameters(
            Add(layer, "Scale", "scale", shape, tensor => new Parameter(
                tensor, layer + ".weight", ParameterKind.Bias, one, 0, 0)),
            Add(layer, "Shift", "shift", shape, tensor => new Parameter(
                tensor, layer + ".bias", ParameterKind.Bias, Zeros, 0, 0)),
            Add(layer, "RunningMean", "running mean", shape, tensor => new Parameter(
                tensor, layer + ".running_mean", ParameterKind.Statistic, Zeros, 0, 0)
            {
                Momentum = momentum,
            }),
            Add(layer, "RunningVariance", "running variance", shape, tensor => new Parameter(
                tensor, layer + ".running_var", ParameterKind.Statistic, one, 0, 0)
            {
                Momentum = momentum,
            }));
    }

    /// <summary>The batch's own value of a running statistic: it lies where the gradient of a learnt parameter
    /// would.</summary>
    public int StatisticOfBatch(int running)
    {
        var of = tensors[running];
        tensors.Add(new Tensor(
            tensors.Count, $"{of.Name} of the batch", of.Member, of.Shape, TensorKind.ParameterGradient, running));
        return tensors.Count - 1;
    }

    /// <summary>Weights that the file states.</summary>
    /// <param name="values">Row-major.</param>
    public int FixedWeights(string layer, Shape shape, EquatableArray<double> values) =>
        Add(layer, "Weights", "weights", shape, tensor => new Parameter(
            tensor, layer + ".weight", ParameterKind.Fixed, Zeros, 0, 0)
        {
            Values = values,
        });

    /// <summary>Makes a tensor one of the program's outputs.</summary>
    /// <param name="head">Named in comments.</param>
    /// <param name="start">Where its values begin among those of all outputs.</param>
    public void Return(string head, int tensor, int start)
    {
        if (IsComputed(tensor))
        {
            tensors[tensor] = tensors[tensor] with { Kind = TensorKind.Output, Start = start };
            return;
        }

        var shape = tensors[tensor].Shape;
        var output = Tensor($"{head}'s values", MemberName.Of(head) + "Values", shape, TensorKind.Output);
        tensors[output] = tensors[output] with { Start = start };
        Add(new Copy(new([head]), (int)shape.Count, tensor, output));
    }

    /// <summary>Whether a kernel writes a tensor that lies where the plan wants it: it can write it elsewhere just as
    /// well.</summary>
    private bool IsComputed(int tensor) =>
        tensors[tensor].Kind == TensorKind.Activation && computed.Contains(tensor);

    public TensorProgram ToProgram() => new(
        isTraining,
        tensors.ToEquatableArray(),
        parameters.ToEquatableArray(),
        shapes.ToEquatableArray(),
        layerOutputs.ToEquatableArray(),
        EquatableArray<Operation>.Empty,
        operations.ToEquatableArray(),
        EquatableArray<Operation>.Empty);

    private int Add(string layer, string member, string words, Shape shape, Func<int, Parameter> make)
    {
        var tensor = Tensor($"{layer}'s {words}", MemberName.Of(layer) + member, shape, TensorKind.Parameter);
        var parameter = make(tensor);
        var isFrozen = IsFrozen && parameter.Kind != ParameterKind.Fixed;
        parameters.Add(isFrozen ? parameter with { Kind = ParameterKind.Frozen } : parameter);
        return tensor;
    }
}
