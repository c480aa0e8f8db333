namespace NetDsl.Tests;

/// <summary>What the generator would write for
/// <c>input point 2; output fruit = dense 3 softmax { apple pear plum }</c>.</summary>
public sealed class FruitClassifier : Classifier<FruitClassifier, Fruit>
{
    internal static readonly ModelLayout Layout = new(
        "FruitClassifier",
        new Shape(2),
        OutputSize: 3,
        Loss.SoftmaxCrossEntropy,
        ["apple", "pear", "plum"],
        [
            new("fruit.weight", 0, new Shape(3, 2), ParameterKind.Weights, new(InitializationKind.Xavier), 2, 3),
            new("fruit.bias", 16, new Shape(3), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 16,
        LearntFloats: 32,
        ParameterFloats: 32,
        [new("fruit", new ActivationSlot(0, 3), "dense 3")],
        InferenceFloats: 16,
        TrainingFloats: 16,
        Objective: "fruit: softmax");

    private FruitClassifier(ulong seed) : base(Layout, seed, Device.Cpu)
    {
    }

    internal FakeExecutor Fake { get; private set; } = null!;

    public static FruitClassifier Create(ulong seed = 0) => new(seed);

    public (Fruit Fruit, float Probability) Predict(ReadOnlySpan<float> point) => PredictOne(point);

    public void Probabilities(ReadOnlySpan<float> points, Span<float> probabilities) => PredictInto(points, probabilities);

    internal float[] AllParameters() => ReadParameters().ToArray();

    protected override FruitClassifier MakeFork() => throw new NotSupportedException();

    protected override Executor CreateExecutor(Device device) => Fake = new FakeExecutor(Layout);
}
