namespace NetDsl.Tests;

/// <summary>What the generator would write for <c>input x 1; output y = dense 1 linear</c>.</summary>
public sealed class LineRegressor : Regressor<LineRegressor>
{
    internal static readonly ModelLayout Layout = new(
        "LineRegressor",
        new Shape(1),
        OutputSize: 1,
        Loss.Squared,
        [],
        [
            new("y.weight", 0, new Shape(1, 1), ParameterKind.Weights, new(InitializationKind.Zeros), 1, 1),
            new("y.bias", 16, new Shape(1), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 16,
        LearntFloats: 32,
        ParameterFloats: 32,
        [new("y", new ActivationSlot(0, 1), "dense 1")],
        InferenceFloats: 16,
        TrainingFloats: 16,
        Objective: "y: linear");

    private LineRegressor(ulong seed) : base(Layout, seed, Device.Cpu)
    {
    }

    internal FakeExecutor Fake { get; private set; } = null!;

    public static LineRegressor Create(ulong seed = 0) => new(seed);

    public float Predict(float x)
    {
        Span<float> y = stackalloc float[1];
        PredictInto([x], y);
        return y[0];
    }

    protected override LineRegressor MakeFork() => throw new NotSupportedException();

    protected override Executor CreateExecutor(Device device) => Fake = new FakeExecutor(Layout);
}
