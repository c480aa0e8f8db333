namespace NetDsl.Tests;

/// <summary>What the generator would write for
/// <c>input point 2; hidden = dense 2; output fruit = dense 3 softmax</c>; it cannot run.</summary>
public sealed class TwoLayers : Classifier<TwoLayers, Fruit>
{
    internal static readonly ModelLayout Layout = new(
        "TwoLayers",
        new Shape(2),
        OutputSize: 3,
        Loss.SoftmaxCrossEntropy,
        ["apple", "pear", "plum"],
        [
            new("hidden.weight", 0, new Shape(2, 2), ParameterKind.Weights, new(InitializationKind.Xavier), 2, 2),
            new("fruit.weight", 16, new Shape(3, 2), ParameterKind.Weights, new(InitializationKind.Xavier), 2, 3),
            new("hidden.bias", 32, new Shape(2), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
            new("fruit.bias", 48, new Shape(3), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 32,
        LearntFloats: 64,
        ParameterFloats: 64,
        [new("hidden", new ActivationSlot(0, 2)), new("fruit", new ActivationSlot(16, 3))],
        InferenceFloats: 32,
        TrainingFloats: 32);

    private TwoLayers(ulong seed) : base(Layout, seed, Device.Cpu)
    {
    }

    public DenseParameters Hidden => new(Parameter(0), Parameter(2));

    public DenseParameters Fruit => new(Parameter(1), Parameter(3));

    public static TwoLayers Create(ulong seed = 0) => new(seed);

    internal float[] AllParameters() => ReadParameters().ToArray();

    protected override TwoLayers MakeFork() => throw new NotSupportedException();

    protected override Executor CreateExecutor(Device device) => new FakeExecutor(Layout);
}
