using NetDsl.Cpu;

namespace NetDsl.Tests.Pretraining;

/// <summary>What a test asks of a <see cref="BoltzmannProgram{TShape}"/>.</summary>
/// <param name="Steps">The k of CD-k.</param>
/// <param name="Chains">Persistent ones; 0 for chains that start at the data.</param>
internal sealed record BoltzmannOptions(
    int Steps = 1, int Chains = 0, bool IsGaussian = false, bool SamplesVisible = false,
    bool HasMeanFieldHidden = false, float? Sparsity = null, float SparsityWeight = 0);

/// <summary>A restricted Boltzmann machine, as the generator would write it.</summary>
internal sealed class BoltzmannProgram<TShape> : ICpuProgram
    where TShape : struct, IDenseShape
{
    private const float ActivityMomentum = 0.1f;

    private readonly BoltzmannOptions options;
    private readonly ParameterSlot weights, bias, visibleBias, chains, activity;
    private readonly ActivationSlot[] visible;
    private readonly ActivationSlot[] hidden;
    private readonly ActivationSlot slope;
    private int floats;

    public BoltzmannProgram(BoltzmannOptions options)
    {
        this.options = options;
        weights = Place(TShape.Inputs * TShape.Outputs);
        bias = Place(TShape.Outputs);
        visibleBias = Place(TShape.Inputs);
        int learnt = floats;
        chains = Place(options.Chains * TShape.Outputs);
        activity = Place(TShape.Outputs);
        int parameters = floats;
        floats = 0;
        visible = [.. Enumerable.Range(0, 3).Select(_ => Room(TShape.Inputs))];
        hidden = [.. Enumerable.Range(0, 4).Select(_ => Room(TShape.Outputs))];
        slope = Room(TShape.Outputs);
        Layout = new ModelLayout(
            "Boltzmann", new Shape(TShape.Inputs), options.IsGaussian ? 2 : 3, Loss.Reconstruction, [],
            [
                Parameter("h.weight", weights, ParameterKind.Weights, new(InitializationKind.Normal, 0, 0.1f)),
                Parameter("h.bias", bias, ParameterKind.Bias, new(InitializationKind.Zeros)),
                Parameter("h.visible.bias", visibleBias, ParameterKind.Bias, new(InitializationKind.Zeros)),
                Parameter("h.chains", chains, ParameterKind.Statistic, new(InitializationKind.Zeros)) with
                {
                    Momentum = 1,
                },
                Parameter("h.activity", activity, ParameterKind.Statistic, new(InitializationKind.Zeros)) with
                {
                    Momentum = ActivityMomentum,
                },
            ],
            DecayedFloats: bias.Offset, LearntFloats: learnt, ParameterFloats: parameters,
            [new("h", hidden[0])],
            InferenceFloats: floats, TrainingFloats: floats);
    }

    public ModelLayout Layout { get; }

    public ParameterSlot Weights => weights;

    public ParameterSlot Bias => bias;

    public ParameterSlot VisibleBias => visibleBias;

    public ParameterSlot Chains => chains;

    public ParameterSlot Activity => activity;

    /// <summary>All parameters, with those of a machine.</summary>
    public float[] Parameters(SmallMachine machine)
    {
        var all = new float[Layout.ParameterFloats];
        ToFloat(machine.Weights).CopyTo(all, weights.Offset);
        ToFloat(machine.Bias).CopyTo(all, bias.Offset);
        ToFloat(machine.VisibleBias).CopyTo(all, visibleBias.Offset);
        return all;
    }

    public void Infer(in CpuStep step)
    {
        Dense.Forward<TShape, Identity>(step, step.Input, step.At(weights), step.At(bias), step.At(hidden[0]));
        Activation.Forward<Sigmoid>(step, TShape.Outputs, step.At(hidden[0]), step.At(hidden[1]));
        Down(step, 0, step.At(hidden[1]), step.At(visible[0]), default);
        if (options.IsGaussian)
        {
            FreeEnergy.MeasureGaussian<TShape>(
                step, step.Input, step.At(hidden[0]), step.At(visible[0]), step.At(visibleBias), step.Output);
        }
        else
        {
            FreeEnergy.Measure<TShape>(
                step, step.Input, step.At(hidden[0]), step.At(visible[0]), step.At(weights), step.At(visibleBias),
                step.Output);
        }
    }

    public void Forward(in CpuStep step)
    {
        bool draws = !options.HasMeanFieldHidden;
        TensorBuffer data = step.At(hidden[0]), drawn = step.At(hidden[1]), model = step.At(hidden[2]);
        TensorBuffer units = draws ? drawn : model;
        Gibbs.Up<TShape>(
            step, 0, step.Input, step.At(weights), step.At(bias), data, draws && options.Chains == 0 ? drawn : default);
        TensorBuffer first = step.At(visible[0]), end = step.At(options.SamplesVisible ? visible[2] : visible[1]);
        Down(step, 1, options.Chains == 0 && draws ? drawn : data, first, default);
        ReconstructionError.Loss(step, TShape.Inputs, step.Input, first);
        TensorBuffer from = options.Chains == 0 ? (draws ? drawn : data) : units;
        if (options.Chains > 0)
        {
            PersistentChains.Load(step, TShape.Outputs, step.At(chains), units);
        }

        for (int i = 1; i <= options.Steps; i++)
        {
            bool isLast = i == options.Steps;
            Down(
                step, 2 * i, from, options.SamplesVisible ? default : end, options.SamplesVisible ? end : default);
            bool goesOn = !isLast || options.Chains > 0;
            Gibbs.Up<TShape>(
                step, (2 * i) + 1, end, step.At(weights), step.At(bias), isLast || !draws ? model : default,
                goesOn && draws ? drawn : default);
            from = units;
        }

        if (options.Chains > 0)
        {
            PersistentChains.Store(
                step, options.Chains, TShape.Outputs, units, step.At(chains), step.GradientOf(chains));
        }
    }

    public void Backward(in CpuStep step)
    {
        TensorBuffer end = step.At(options.SamplesVisible ? visible[2] : visible[1]);
        TensorBuffer data = step.At(hidden[0]), model = step.At(hidden[2]);
        if (options.Sparsity is { } target)
        {
            Contrast.SparseBackward<TShape>(
                step, target, options.SparsityWeight, ActivityMomentum, step.Input, data, end, model, step.At(activity),
                data, step.At(slope), step.GradientOf(weights), step.GradientOf(bias), step.GradientOf(visibleBias),
                step.GradientOf(activity));
        }
        else
        {
            Contrast.Backward<TShape>(
                step, step.Input, data, end, model, data, step.At(slope), step.GradientOf(weights),
                step.GradientOf(bias), step.GradientOf(visibleBias));
        }
    }

    private void Down(in CpuStep step, int stream, TensorBuffer from, TensorBuffer means, TensorBuffer samples)
    {
        if (options.IsGaussian)
        {
            Gibbs.DownGaussian<TShape>(step, stream, from, step.At(weights), step.At(visibleBias), means, samples);
        }
        else
        {
            Gibbs.Down<TShape>(step, stream, from, step.At(weights), step.At(visibleBias), means, samples);
        }
    }

    private static float[] ToFloat(double[] values) => [.. values.Select(value => (float)value)];

    private static ParameterLayout Parameter(
        string name, ParameterSlot slot, ParameterKind kind, Initialization initialization) =>
        new(name, slot.Offset, new Shape(slot.Size), kind, initialization, TShape.Inputs, TShape.Outputs);

    private ParameterSlot Place(int size)
    {
        var slot = new ParameterSlot(floats, size);
        floats += (Math.Max(size, 1) + 15) / 16 * 16;
        return slot;
    }

    private ActivationSlot Room(int size)
    {
        var slot = new ActivationSlot(floats, size);
        floats += (size + 15) / 16 * 16;
        return slot;
    }
}
