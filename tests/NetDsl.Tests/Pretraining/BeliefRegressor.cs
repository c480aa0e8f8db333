namespace NetDsl.Tests.Pretraining;

/// <summary>A model with the parameters of 4 → 3 → 2, and the stages that make machines of them.</summary>
internal sealed class BeliefRegressor : Regressor<BeliefRegressor>
{
    private static readonly ModelLayout Own = Layout(
        new Shape(4), 2, Loss.Squared,
        Weight("h1.weight", 3, 4), Weight("h2.weight", 2, 3), Bias("h1.bias", 3), Bias("h2.bias", 2));

    private BeliefRegressor()
        : base(Own, 0, Device.Cpu)
    {
    }

    public static Schedule Stages { get; } = new Schedule<BeliefRegressor>(
        "Belief", null, 10,
        [
            Stage("h1 rbm", Layout(
                new Shape(4), 3, Loss.Reconstruction,
                Weight("h1.weight", 3, 4), Bias("h1.bias", 3), Bias("h1.visible.bias", 4))),
            Stage("h2 rbm", Layout(
                new Shape(3), 3, Loss.Reconstruction,
                Weight("h2.weight", 2, 3), Bias("h2.bias", 2), Bias("h2.visible.bias", 3))),
            new FineTuneStage("finetune", new Sgd(0, Nesterov: false, Decay: 0), new ConstantRate(0.1f, 0), 1, null),
        ]);

    /// <summary>With the values of two machines, as runs of the stages would have left them.</summary>
    public static BeliefRegressor Create(SmallMachine lower, SmallMachine? upper)
    {
        var model = new BeliefRegressor();
        model.Take("h1", lower);
        if (upper is not null)
        {
            model.Take("h2", upper);
        }

        return model;
    }

    protected override BeliefRegressor MakeFork() => throw new NotSupportedException();

    protected override Executor CreateExecutor(Device device) => new FakeExecutor(Own);

    private static ModelLayout Layout(Shape input, int outputs, Loss loss, params ParameterLayout[] parameters)
    {
        int floats = 0;
        var placed = new List<ParameterLayout>();
        foreach (ParameterLayout parameter in parameters)
        {
            placed.Add(parameter with { Offset = floats });
            floats += (parameter.Shape.Count + 15) / 16 * 16;
        }

        return new ModelLayout(
            "Belief", input, outputs, loss, [], [.. placed], DecayedFloats: 16, LearntFloats: floats,
            ParameterFloats: floats, [], InferenceFloats: 16, TrainingFloats: 16);
    }

    private static ParameterLayout Weight(string name, int outputs, int inputs) => new(
        name, 0, new Shape(outputs, inputs), ParameterKind.Weights, new(InitializationKind.Zeros), inputs, outputs);

    private static ParameterLayout Bias(string name, int count) =>
        new(name, 0, new Shape(count), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0);

    private static SupervisedStage Stage(string name, ModelLayout layout) =>
        new(name, new Sgd(0, Nesterov: false, Decay: 0), new ConstantRate(0.1f, 0), 1, null)
        {
            Network = new StageNetwork(layout, _ => new FakeExecutor(layout)),
        };

    private void Take(string layer, SmallMachine machine)
    {
        Parameters.First(parameter => parameter.Name == layer + ".weight").CopyFrom(ToFloat(machine.Weights));
        Parameters.First(parameter => parameter.Name == layer + ".bias").CopyFrom(ToFloat(machine.Bias));
        StageParameters.Set(
            layer + ".visible.bias", new Shape(machine.VisibleUnits), ToFloat(machine.VisibleBias));
    }

    private static float[] ToFloat(double[] values) => [.. values.Select(value => (float)value)];
}
