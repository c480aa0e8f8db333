using Xunit;

namespace NetDsl.Tests.Pretraining;

/// <summary>Persistent contrastive divergence (Tieleman 2008).</summary>
public sealed class PersistentChainTests
{
    private const int Chains = 2_000;
    private const int BurnIn = 50;
    private const int Snapshots = 40;

    /// <summary>Steps after which a chain of this machine has forgotten where it was.</summary>
    private const int StepsBetween = 10;

    /// <summary>Of a χ² of 7 degrees of freedom: passed with probability 0.999.</summary>
    private const double Limit = 24.3;

    private static readonly SmallMachine Machine = SmallMachine.Random(
        ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 1, deviation: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Chains_with_fixed_weights_have_the_models_distribution(int steps)
    {
        using var run = Run(new BoltzmannOptions(steps, Chains, SamplesVisible: true), Chains);
        var counts = new int[Machine.HiddenStates];
        for (int step = 0; step < BurnIn + (Snapshots * StepsBetween); step++)
        {
            run.Train(step, rate: 0);
            if (step >= BurnIn && step % StepsBetween == 0)
            {
                Count(run.ChainStates, counts);
            }
        }

        Assert.True(ChiSquare(counts, Machine.HiddenDistribution()) < Limit);

        // a machine that is a little different is told apart
        SmallMachine other = Machine with { Bias = [.. Machine.Bias.Select(bias => bias + 0.05)] };
        Assert.True(ChiSquare(counts, other.HiddenDistribution()) > 2 * Limit);
    }

    [Fact]
    public void Gradient_compares_the_data_with_the_chains_not_with_its_own_reconstruction()
    {
        SmallMachine slow = SmallMachine.Random(
            ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 1, deviation: 4);
        double[] data = new double[slow.VisibleStates], model = slow.VisibleDistribution();
        data[Array.IndexOf(model, model.Min())] = 1;
        using var run = new ContrastRun(
            new BoltzmannOptions(1, Chains, SamplesVisible: true), slow, ContrastRun.Examples(data, Chains));
        for (int step = 0; step < 4 * BurnIn; step++)
        {
            run.Train(step, rate: 0);
        }

        double[] found = run.Differentiate(4 * BurnIn), expected = slow.LikelihoodGradient(data);

        // the mean of 2,000 values of 0 … 1
        double allowed = 4.3 * 0.5 / Math.Sqrt(Chains);
        Assert.All(found, (value, i) => Assert.Equal(expected[i], value, allowed));
        double[] ofOneStep = slow.ContrastGradient(data, 1);
        Assert.Contains(expected.Zip(ofOneStep), pair => Math.Abs(pair.First - pair.Second) > 2 * allowed);
    }

    [Fact]
    public void Persistent_training_raises_the_likelihood_as_far_as_the_exact_gradient()
    {
        double[] data = new double[Machine.VisibleStates];
        (data[3], data[12], data[15]) = (0.5, 0.25, 0.25);
        SmallMachine start = SmallMachine.Random(
            ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 2, deviation: 0.1);
        using var run = new ContrastRun(
            new BoltzmannOptions(1, 400, SamplesVisible: true), start, ContrastRun.Examples(data, 400));
        for (int step = 0; step < 2_000; step++)
        {
            run.Train(step, rate: 0.05f);
        }

        SmallMachine exact = start;
        for (int step = 0; step < 2_000; step++)
        {
            double[] gradient = exact.LikelihoodGradient(data);
            exact = exact.WithParameters([.. exact.Parameters().Select((value, i) => value - (0.05 * gradient[i]))]);
        }

        double before = start.LogLikelihood(data), best = exact.LogLikelihood(data);
        Assert.InRange(run.Machine.LogLikelihood(data), before + (0.95 * (best - before)), best + 0.05);
    }

    [Fact]
    public void A_batch_that_is_not_full_moves_its_own_chains_alone_and_as_in_a_full_one()
    {
        const int size = ContrastRun.HiddenUnits;
        using var full = Run(new BoltzmannOptions(1, 5, SamplesVisible: true), 5);
        using var part = Run(new BoltzmannOptions(1, 5, SamplesVisible: true), 5);
        for (int step = 0; step < 4; step++)
        {
            full.Train(step, rate: 0);
            part.Train(step, rate: 0);
        }

        float[] before = part.ChainStates;
        part.SetExamples(new float[3 * ContrastRun.VisibleUnits]);
        full.Train(step: 4, rate: 0);
        part.Train(step: 4, rate: 0);

        Assert.Equal(before[(3 * size)..], part.ChainStates[(3 * size)..]);
        Assert.Equal(full.ChainStates[..(3 * size)], part.ChainStates[..(3 * size)]);
        Assert.NotEqual(before, part.ChainStates);
        Assert.NotEqual(full.ChainStates, part.ChainStates);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_goes_on_from_saved_parameters_equals_one_that_was_never_interrupted(bool hasMeanField)
    {
        var options = new BoltzmannOptions(
            2, 50, SamplesVisible: true, HasMeanFieldHidden: hasMeanField, Sparsity: 0.2f, SparsityWeight: 1);
        using var whole = Run(options, 50);
        for (int step = 0; step < 10; step++)
        {
            whole.Train(step, rate: 0.1f);
        }

        using var first = Run(options, 50);
        for (int step = 0; step < 5; step++)
        {
            first.Train(step, rate: 0.1f);
        }

        using var second = Run(options, 50);
        second.Parameters = first.Parameters;
        for (int step = 5; step < 10; step++)
        {
            second.Train(step, rate: 0.1f);
        }

        Assert.Equal(whole.Parameters, second.Parameters);
    }

    private static ContrastRun Run(BoltzmannOptions options, int examples) =>
        new(options, Machine, [.. Enumerable.Repeat(1f, examples * ContrastRun.VisibleUnits)]);

    private static void Count(float[] chains, int[] counts)
    {
        for (int chain = 0; chain < chains.Length / ContrastRun.HiddenUnits; chain++)
        {
            int state = 0;
            for (int j = 0; j < ContrastRun.HiddenUnits; j++)
            {
                state |= (int)chains[(chain * ContrastRun.HiddenUnits) + j] << j;
            }

            counts[state]++;
        }
    }

    private static double ChiSquare(int[] counts, double[] distribution)
    {
        double total = counts.Sum();
        return counts.Select((count, i) =>
            Math.Pow(count - (total * distribution[i]), 2) / (total * distribution[i])).Sum();
    }
}
