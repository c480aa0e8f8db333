namespace NetDsl.Tests;

/// <summary>Schedules of <see cref="FruitClassifier"/> with stages that train networks of their own, as generated code
/// would have them.</summary>
internal sealed class StageRig
{
    /// <summary>2 → 3 with the model's parameters, as codes: what a source gives.</summary>
    private static readonly ModelLayout Source = FruitClassifier.Layout with { Loss = Loss.Squared, Labels = [] };

    /// <summary>Codes of 3 → 3 classes, with parameters that are the stage's alone.</summary>
    private static readonly ModelLayout Above = new(
        "Fruit", new Shape(3), OutputSize: 3, Loss.SoftmaxCrossEntropy, [],
        [
            new("above.weight", 0, new Shape(3, 3), ParameterKind.Weights, new(InitializationKind.Xavier), 3, 3),
            new("above.bias", 16, new Shape(3), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 16, LearntFloats: 32, ParameterFloats: 32,
        [new("above", new ActivationSlot(0, 3))],
        InferenceFloats: 16, TrainingFloats: 16);

    /// <summary>2 → 2, its own target.</summary>
    private static ModelLayout Self(Loss loss) => new(
        "Fruit", new Shape(2), OutputSize: 2, loss, [],
        [
            new("self.weight", 0, new Shape(2, 2), ParameterKind.Weights, new(InitializationKind.Xavier), 2, 2),
            new("self.bias", 16, new Shape(2), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 16, LearntFloats: 32, ParameterFloats: 32,
        [new("self", new ActivationSlot(0, 2))],
        InferenceFloats: 16, TrainingFloats: 16);

    /// <summary>Of everything that ran beside the model, in order.</summary>
    internal List<FakeExecutor> Executors { get; } = [];

    /// <summary>Called after each step of a stage's own network.</summary>
    internal Action<int>? Stepped { get; set; }

    /// <summary>The model's own layer as a stage of its own, in a network with the same parameters.</summary>
    internal SupervisedStage Shared(int epochs = 2) => new("shared", Samples.Momentum, Rate, epochs, null)
    {
        Network = Network(FruitClassifier.Layout),
    };

    /// <summary>A layer of its own on the codes that the model's layer gives.</summary>
    internal SupervisedStage OnCodes(int epochs = 2, StopRule? stop = null) =>
        new("on codes", Samples.Momentum, Rate, epochs, stop)
        {
            Network = Network(Above, Network(Source)),
        };

    /// <summary>An autoencoder of the inputs.</summary>
    internal AutoencoderStage Autoencoder(int epochs = 2, Loss loss = Loss.Squared) => new("self", Samples.Momentum, Rate, epochs, null)
    {
        Network = Network(Self(loss)),
    };

    internal static Schedule<FruitClassifier> Schedule(params Stage[] stages) => new("Staged", 42, 10, stages);

    private static ConstantRate Rate => new(0.05f, 0);

    private StageNetwork Network(ModelLayout layout, StageNetwork? source = null) => new(layout, _ =>
    {
        var executor = new FakeExecutor(layout) { Stepped = step => Stepped?.Invoke(step) };
        Executors.Add(executor);
        return executor;
    })
    {
        Source = source,
    };
}
