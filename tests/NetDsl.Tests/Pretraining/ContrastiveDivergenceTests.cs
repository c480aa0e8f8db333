using Xunit;

namespace NetDsl.Tests.Pretraining;

/// <summary>Restricted Boltzmann machines of 4 + 3 units, held against sums over all their states.</summary>
public sealed class ContrastiveDivergenceTests
{
    private const int Examples = 1_000;
    private const int Runs = 200;

    /// <summary>Deviations of the mean: 19 values pass with probability 0.999.</summary>
    private const double Deviations = 4.3;

    private static readonly SmallMachine Machine = SmallMachine.Random(
        ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 1, deviation: 4);

    // shares of a thousandth, so that a thousand examples have them exactly
    private static readonly double[] Data =
        [0.2, 0, 0.05, 0, 0.15, 0.1, 0, 0, 0, 0.025, 0.075, 0, 0.1, 0, 0, 0.3];

    [Fact]
    public void Likelihood_gradient_by_sums_over_all_states_equals_finite_differences_of_the_likelihood()
    {
        const double delta = 1e-5;
        double[] gradient = Machine.LikelihoodGradient(Data);
        double[] at = Machine.Parameters();
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. at], below = [.. at];
            above[i] += delta;
            below[i] -= delta;
            double slope = (Machine.WithParameters(above).LogLikelihood(Data)
                - Machine.WithParameters(below).LogLikelihood(Data)) / (2 * delta);
            Assert.Equal(-slope, gradient[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(5, 1)]
    public void Gradient_is_on_average_the_one_by_sums_over_all_states(int steps, int others)
    {
        double[] expected = Machine.ContrastGradient(Data, steps);
        double[] error = CheckMean(new BoltzmannOptions(steps, SamplesVisible: true), expected);

        // that of another number of steps is told apart
        Assert.True(FarthestIn(error, expected, Machine.ContrastGradient(Data, others)) > 2 * Deviations);
    }

    [Fact]
    public void Gradient_of_many_steps_is_on_average_that_of_the_likelihood()
    {
        double[] expected = Machine.LikelihoodGradient(Data);
        double[] error = CheckMean(new BoltzmannOptions(Steps: 100, SamplesVisible: true), expected);

        Assert.True(FarthestIn(error, expected, Machine.ContrastGradient(Data, 1)) > 2 * Deviations);
    }

    [Fact]
    public void Gradient_with_means_as_visible_units_is_on_average_the_one_by_sums_over_the_hidden_states()
    {
        double[] expected = Machine.MeanContrastGradient(Shares(), Machine.VisibleMeans);
        double[] error = CheckMean(new BoltzmannOptions(), expected);

        Assert.True(FarthestIn(error, expected, Machine.ContrastGradient(Data, 1)) > 2 * Deviations);
    }

    [Fact]
    public void Gradient_with_means_everywhere_is_that_of_plain_loops()
    {
        using var run = new ContrastRun(
            new BoltzmannOptions(HasMeanFieldHidden: true), Machine, ContrastRun.Examples(Data, Examples));
        double[] model = Machine.Statistics(Shares().Select(
            example => (example.Share, Machine.VisibleMeans(Machine.HiddenMeans(example.Visible)))));
        double[] data = Machine.Statistics(Data);

        double[] found = run.Differentiate(step: 0);

        Assert.All(found, (value, i) => Assert.Equal(model[i] - data[i], value, 1e-5));
    }

    [Fact]
    public void Gradient_with_gaussian_visible_units_is_on_average_the_one_by_sums_over_the_hidden_states()
    {
        var shares = Shares();
        double[] expected = Machine.MeanContrastGradient(shares, Machine.VisibleSums);
        CheckMean(new BoltzmannOptions(IsGaussian: true), expected);
    }

    [Fact]
    public void Gaussian_visible_units_that_are_drawn_have_the_means_biases_are_moved_to()
    {
        // E[v¹] = c + Wᵀ E[h⁰]: the noise has mean 0
        double[] expected = Machine.MeanContrastGradient(Shares(), Machine.VisibleSums)[^ContrastRun.VisibleUnits..];
        var (mean, error) = Average(new BoltzmannOptions(IsGaussian: true, SamplesVisible: true));
        for (int i = 0; i < expected.Length; i++)
        {
            int at = mean.Length - expected.Length + i;
            Assert.InRange(mean[at] - expected[i], -Deviations * error[at], Deviations * error[at]);
        }
    }

    [Fact]
    public void Loss_is_the_squared_error_of_the_first_reconstruction()
    {
        using var run = new ContrastRun(
            new BoltzmannOptions(Steps: 3, HasMeanFieldHidden: true), Machine, ContrastRun.Examples(Data, Examples));
        double expected = Shares().Sum(example => example.Share * Machine
            .VisibleMeans(Machine.HiddenMeans(example.Visible))
            .Select((mean, i) => Math.Pow(mean - example.Visible[i], 2)).Sum());

        Assert.Equal(expected, run.Train(step: 0, rate: 0).Loss / Examples, 1e-5);
    }

    [Fact]
    public void Training_raises_the_likelihood_nearly_as_far_as_the_exact_gradient()
    {
        SmallMachine start = SmallMachine.Random(
            ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 2, deviation: 0.1);
        using var run = new ContrastRun(
            new BoltzmannOptions(SamplesVisible: true), start, ContrastRun.Examples(Data, Examples));
        for (int step = 0; step < 2_000; step++)
        {
            run.Train(step, rate: 0.1f);
        }

        // as far as the exact gradient leads in as many steps
        SmallMachine exact = start;
        for (int step = 0; step < 2_000; step++)
        {
            double[] gradient = exact.LikelihoodGradient(Data);
            exact = exact.WithParameters([.. exact.Parameters().Select((value, i) => value - (0.1 * gradient[i]))]);
        }

        double before = start.LogLikelihood(Data), best = exact.LogLikelihood(Data);
        Assert.InRange(run.Machine.LogLikelihood(Data), before + (0.9 * (best - before)), best + 0.05);
    }

    [Fact]
    public void Sparsity_moves_the_mean_activation_to_its_target()
    {
        double free = Activity(sparsity: null, weight: 0), sparse = Activity(sparsity: 0.1f, weight: 2);

        Assert.True(free > 0.3, $"{free}");
        Assert.Equal(0.1, sparse, 0.02);

        static double Activity(float? sparsity, float weight)
        {
            using var run = new ContrastRun(
                new BoltzmannOptions(SamplesVisible: true, Sparsity: sparsity, SparsityWeight: weight),
                SmallMachine.Random(ContrastRun.VisibleUnits, ContrastRun.HiddenUnits, seed: 1, deviation: 1.5),
                ContrastRun.Examples(Data, Examples));
            for (int step = 0; step < 1_000; step++)
            {
                run.Train(step, rate: 0.1f);
            }

            double[] means = run.Machine.Statistics(Data)[^(ContrastRun.VisibleUnits + ContrastRun.HiddenUnits)..^4];
            return means.Max();
        }
    }

    [Fact]
    public void Threads_give_equal_bits()
    {
        float[][] trained = [.. Enumerable.Range(1, 3).Select(threads =>
        {
            using var run = new ContrastRun(
                new BoltzmannOptions(
                    Steps: 2, Chains: Examples, SamplesVisible: true, Sparsity: 0.2f, SparsityWeight: 1),
                Machine, ContrastRun.Examples(Data, Examples), threads);
            for (int step = 0; step < 5; step++)
            {
                run.Train(step, rate: 0.1f);
            }

            return run.Parameters;
        })];

        Assert.Equal(trained[0], trained[1]);
        Assert.Equal(trained[0], trained[2]);
    }

    private static (double Share, double[] Visible)[] Shares() =>
        [.. Data.Select((share, state) => (share, Machine.Visible(state))).Where(example => example.share > 0)];

    /// <returns>The standard error of each value's mean.</returns>
    private static double[] CheckMean(BoltzmannOptions options, double[] expected)
    {
        var (mean, error) = Average(options);
        for (int i = 0; i < expected.Length; i++)
        {
            // 1e-6 is float32's own rounding
            double allowed = (Deviations * error[i]) + 1e-6;
            Assert.True(
                Math.Abs(mean[i] - expected[i]) <= allowed,
                $"[{i}]: expected {expected[i]}, found {mean[i]} ± {error[i]}");
        }

        return error;
    }

    /// <summary>How many standard errors another gradient is away, where it is farthest.</summary>
    private static double FarthestIn(double[] error, double[] expected, double[] other) =>
        expected.Select((value, i) => Math.Abs(value - other[i]) / error[i]).Max();

    private static (double[] Mean, double[] Error) Average(BoltzmannOptions options)
    {
        using var run = new ContrastRun(options, Machine, ContrastRun.Examples(Data, Examples));
        double[][] found = [.. Enumerable.Range(0, Runs).Select(step => run.Differentiate(step))];
        double[] mean = [.. found[0].Select((_, i) => found.Average(gradient => gradient[i]))];
        double[] error = [.. mean.Select((value, i) =>
            Math.Sqrt(found.Sum(gradient => Math.Pow(gradient[i] - value, 2)) / (Runs - 1) / Runs))];
        return (mean, error);
    }
}
