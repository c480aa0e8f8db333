namespace NetDsl;

/// <summary>One layer by itself, as a restricted Boltzmann machine that learns by contrastive divergence (Hinton
/// 2002).</summary>
/// <remarks>Its loss is the reconstruction error, Σ (v − v¹)². Each epoch also measures the free-energy gap, how much less
/// probable validation examples are than as many training examples, in nats, and the pseudo-likelihood of visible units
/// of 0 and 1, in nats (Hinton 2010, sections 5 and 6).</remarks>
public sealed record BoltzmannStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Optimizer, Rate, Epochs, Stop)
{
    // of training examples where there are none to validate on
    private const int Sample = 10_000;

    // visible units of any value have no third measure
    private const int GaussianValues = 2;

    private static readonly string[] Gap = ["free-energy gap"];
    private static readonly string[] Likelihood = ["pseudo-likelihood"];

    internal override bool LearnsFromInputs => true;

    internal override ExampleSet Examples(ExampleSet given, ModelLayout layout) => new Unlabelled(given);

    /// <remarks>Neither labels nor targets: the inputs are the model's own, or codes of the right size.</remarks>
    internal override void Check(ModelLayout layout, ExampleSet examples, string name)
    {
        if (IsGaussian(layout))
        {
            return;
        }

        var reader = new InputReader(layout.InputShape, layout.Preparation);
        var values = new float[layout.InputShape.Count];
        for (int i = 0; i < examples.Count; i++)
        {
            reader.Read(examples, i, values);
            int outside = values.AsSpan().IndexOfAnyExceptInRange(0f, 1f);
            if (outside >= 0)
            {
                throw new DataException(
                    $"{layout.Name}'s visible units are probabilities, but number {i} of the {name} has the value " +
                    $"{values[outside]}: scale the input to 0 … 1, or write 'visible gaussian' in the stage, with an " +
                    "input of mean 0 and deviation 1");
            }
        }
    }

    internal override IReadOnlyList<string> Measures(Trainee trainee) =>
        [.. trainee.Validation is null ? [] : Gap, .. IsGaussian(trainee.Layout) ? [] : Likelihood];

    internal override StageEvaluation? Evaluate(Trainee trainee, CancellationToken cancellation)
    {
        int count = Math.Min(trainee.Training.Count, trainee.Validation?.Count ?? Sample);
        BoltzmannMeasures training = Measure(trainee, trainee.Training.Slice(0, count), cancellation);
        BoltzmannMeasures? validation =
            trainee.Validation is { } examples ? Measure(trainee, examples, cancellation) : null;
        var measures = new List<Measure>();
        if (validation is not null)
        {
            measures.Add(new(Gap[0], BoltzmannMeasures.FreeEnergyGap(validation, training)));
        }

        if ((validation ?? training).PseudoLikelihood is { } likelihood)
        {
            measures.Add(new(Likelihood[0], likelihood));
        }

        return new StageEvaluation(validation?.ReconstructionError, validation is null ? null : 0, measures);
    }

    private static bool IsGaussian(ModelLayout layout) => layout.OutputSize == GaussianValues;

    private static BoltzmannMeasures Measure(Trainee trainee, ExampleSet examples, CancellationToken cancellation)
    {
        ModelLayout layout = trainee.Layout;
        var outputs = new float[examples.Count * layout.OutputSize];
        Evaluator.RunUnchecked(trainee.Executor, layout, examples, cancellation, (index, values) =>
            values.CopyTo(outputs.AsSpan(index * layout.OutputSize)));
        return BoltzmannMeasures.Of(outputs, layout.InputShape.Count, IsGaussian(layout));
    }
}
