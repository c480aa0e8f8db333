using Xunit;

namespace NetDsl.Tests.Pretraining;

/// <summary>What inference tells of examples, held against sums over all states.</summary>
public sealed class FreeEnergyTests
{
    private const int VisibleUnits = ContrastRun.VisibleUnits;

    private static readonly SmallMachine Machine = SmallMachine.Random(
        VisibleUnits, ContrastRun.HiddenUnits, seed: 1, deviation: 1.5);

    private static readonly float[][] States =
        [.. Enumerable.Range(0, Machine.VisibleStates).Select(state => ToFloat(Machine.Visible(state)))];

    [Fact]
    public void Free_energies_are_those_of_sums_over_the_hidden_states()
    {
        float[] found = Infer(new BoltzmannOptions(), States);
        for (int state = 0; state < States.Length; state++)
        {
            Assert.Equal(Machine.FreeEnergy(Machine.Visible(state)), found[(3 * state) + 1], 1e-5);
        }
    }

    [Fact]
    public void Reconstruction_errors_are_those_of_the_means()
    {
        float[] found = Infer(new BoltzmannOptions(), States);
        for (int state = 0; state < States.Length; state++)
        {
            double[] v = Machine.Visible(state);
            double[] means = Machine.VisibleMeans(Machine.HiddenMeans(v));
            Assert.Equal(v.Select((value, i) => Math.Pow(value - means[i], 2)).Sum(), found[3 * state], 1e-5);
        }
    }

    [Fact]
    public void Pseudo_likelihood_is_that_of_a_units_conditional_probability_by_sums_over_all_states()
    {
        double[] distribution = Machine.VisibleDistribution();
        double expected = 0;
        for (int state = 0; state < States.Length; state++)
        {
            int turned = state ^ (1 << Reference.TurnedUnit(States[state]));
            double conditional = distribution[state] / (distribution[state] + distribution[turned]);
            expected += VisibleUnits * Math.Log(conditional) / States.Length;
        }

        var measures = BoltzmannMeasures.Of(Infer(new BoltzmannOptions(), States), VisibleUnits, isGaussian: false);

        Assert.Equal(expected, measures.PseudoLikelihood!.Value, 1e-5);
    }

    [Fact]
    public void Measures_of_a_set_are_means_over_its_examples()
    {
        float[] outputs = Infer(new BoltzmannOptions(), States);
        var measures = BoltzmannMeasures.Of(outputs, VisibleUnits, isGaussian: false);

        Assert.Equal(outputs.Where((_, i) => i % 3 == 0).Average(), measures.ReconstructionError, 1e-5);
        Assert.Equal(outputs.Where((_, i) => i % 3 == 1).Average(), measures.FreeEnergy, 1e-5);
    }

    [Fact]
    public void Free_energy_gap_of_a_model_that_has_learnt_examples_by_heart_is_positive()
    {
        // the first half is what it has learnt
        float[][] learnt = [States[3], States[3], States[12]], others = [States[5], States[6], States[9]];
        double[] data = new double[Machine.VisibleStates];
        (data[3], data[12]) = (2.0 / 3, 1.0 / 3);
        using var run = new ContrastRun(
            new BoltzmannOptions(SamplesVisible: true), Machine, ContrastRun.Examples(data, 300));
        for (int step = 0; step < 500; step++)
        {
            run.Train(step, rate: 0.1f);
        }

        var training = Measure(run, learnt);
        var validation = Measure(run, others);
        double likelihoods = run.Machine.VisibleDistribution() is var p
            ? ((2 * Math.Log(p[3])) + Math.Log(p[12]) - Math.Log(p[5]) - Math.Log(p[6]) - Math.Log(p[9])) / 3 : 0;

        Assert.Equal(likelihoods, BoltzmannMeasures.FreeEnergyGap(validation, training), 1e-4);
        Assert.True(likelihoods > 1);
    }

    [Fact]
    public void Free_energies_of_gaussian_units_are_those_of_sums_over_the_hidden_states()
    {
        var random = new Random(4);
        float[][] examples = [.. Enumerable.Range(0, 30).Select(_ =>
            (float[])[.. Enumerable.Range(0, VisibleUnits).Select(_ => (float)(4 * random.NextDouble()) - 2)])];
        float[] found = Infer(new BoltzmannOptions(IsGaussian: true), examples);
        for (int n = 0; n < examples.Length; n++)
        {
            // E(v, h) = ½ ‖v − c‖² − b·h − hᵀ W v
            double[] v = [.. examples[n].Select(value => (double)value)];
            double half = 0.5 * v.Select((value, i) => Math.Pow(value - Machine.VisibleBias[i], 2)).Sum();
            SmallMachine without = Machine with { VisibleBias = new double[VisibleUnits] };
            Assert.Equal(half + without.FreeEnergy(v), found[(2 * n) + 1], 1e-5);
        }

        Assert.Null(BoltzmannMeasures.Of(found, VisibleUnits, isGaussian: true).PseudoLikelihood);
    }

    private static BoltzmannMeasures Measure(ContrastRun run, float[][] examples) =>
        BoltzmannMeasures.Of(run.Infer([.. examples.SelectMany(example => example)]), VisibleUnits, isGaussian: false);

    private static float[] Infer(BoltzmannOptions options, float[][] examples)
    {
        using var run = new ContrastRun(options, Machine, examples[0]);
        return run.Infer([.. examples.SelectMany(example => example)]);
    }

    private static float[] ToFloat(double[] values) => [.. values.Select(value => (float)value)];
}
