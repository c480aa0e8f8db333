using NetDsl.Cpu;
using NetDsl.Tests.Pretraining;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>The kernels of restricted Boltzmann machines, on every width and thread count.</summary>
public sealed class BoltzmannTests : KernelTest
{
    private const int Stream = 3;
    private static readonly RandomPosition Position = new(Seed: 11, Step: 5);

    [Theory]
    [InlineData(100, 20, 300)]
    [InlineData(13, 70, 33)]
    [InlineData(8, 400, 18)]
    [InlineData(1, 9, 5)]
    public void Hidden_units_and_their_means_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        double[] means = x.Up(x.Visible);
        CheckHalfStep(means, Draw(means), hidden, count, (step, mean, drawn) => Gibbs.Up<AnyDense>(
            step, Stream, Buffer(x.Visible, count), Buffer(x.Weights), Buffer(x.Bias), mean, drawn));
    }

    [Theory]
    [InlineData(100, 20, 300)]
    [InlineData(13, 70, 33)]
    [InlineData(8, 18, 400)]
    [InlineData(1, 9, 5)]
    public void Visible_units_and_their_means_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        double[] means = [.. x.DownSums(x.Hidden).Select(Reference.Sigmoid)];
        CheckHalfStep(means, Draw(means), visible, count, (step, mean, drawn) => Gibbs.Down<AnyDense>(
            step, Stream, Buffer(x.Hidden, count), Buffer(x.Weights), Buffer(x.VisibleBias), mean, drawn));
    }

    [Theory]
    [InlineData(13, 70, 33)]
    [InlineData(1, 9, 5)]
    public void Gaussian_units_and_their_means_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        double[] means = x.DownSums(x.Hidden);
        double[] drawn = [.. means.Select((mean, i) => mean + Reference.Normal(i, Stream, Position))];
        CheckHalfStep(means, drawn, visible, count, (step, mean, units) => Gibbs.DownGaussian<AnyDense>(
            step, Stream, Buffer(x.Hidden, count), Buffer(x.Weights), Buffer(x.VisibleBias), mean, units));
    }

    [Fact]
    public void Hidden_units_without_a_bias_agree_with_plain_loops()
    {
        Case x = Case.Of(20, 30, 40) with { Bias = new float[40] };
        double[] means = x.Up(x.Visible);
        CheckHalfStep(means, Draw(means), 40, 20, (step, mean, drawn) => Gibbs.Up<AnyDense>(
            step, Stream, Buffer(x.Visible, 20), Buffer(x.Weights), bias: default, mean, drawn));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_deviation_1_the_tails_of_a_normal_distribution_and_no_correlation()
    {
        const int count = 400_000;
        double[] z = [.. Enumerable.Range(0, count).Select(i => Reference.Normal(i, Stream, Position))];
        double error = 1 / Math.Sqrt(count);

        Assert.InRange(z.Average(), -4 * error, 4 * error);
        Assert.InRange(z.Average(value => value * value) - 1, -4 * Math.Sqrt(2) * error, 4 * Math.Sqrt(2) * error);
        Assert.Equal(3, z.Average(value => Math.Pow(value, 4)), 4 * Math.Sqrt(96) * error);
        double pairs = Enumerable.Range(0, count / 2).Average(i => z[2 * i] * z[(2 * i) + 1]);
        Assert.InRange(pairs, -4 * Math.Sqrt(2) * error, 4 * Math.Sqrt(2) * error);
        Assert.Equal(0.0455, z.Count(value => Math.Abs(value) > 2) / (double)count, 4 * 0.21 * error);
    }

    [Theory]
    [InlineData(100, 20, 150)]
    [InlineData(430, 7, 5)]
    [InlineData(1, 130, 140)]
    public void Gradients_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        var (weights, bias, visibleBias) = x.Contrast(new double[hidden]);
        Check([.. weights, .. bias, .. visibleBias], 4 * SumTolerance, machine =>
        {
            TensorBuffer dw = Buffer(weights.Length), db = Buffer(hidden), dc = Buffer(visible);
            TensorBuffer data = Buffer(x.Hidden, count), model = Buffer(x.ModelHidden, count);
            Contrast.Backward<AnyDense>(
                Step(machine, count), Buffer(x.Visible, count), data, Buffer(x.ModelVisible, count), model,
                data, Buffer(hidden, count), dw, db, dc);
            return [.. Read(dw, weights.Length), .. Read(db, hidden), .. Read(dc, visible)];
        });
    }

    [Fact]
    public void Sparsity_adds_its_slope_to_weights_and_biases_and_tells_the_batchs_activity()
    {
        const int count = 20, visible = 30, hidden = 140;
        Case x = Case.Of(count, visible, hidden);
        float[] running = [.. Random(hidden, 9).Select(value => (value / 2) + 0.5f)];
        double[] mean = [.. Enumerable.Range(0, hidden).Select(j =>
            Enumerable.Range(0, count).Average(n => (double)x.Hidden[(n * hidden) + j]))];
        double[] shift = [.. mean.Select((value, j) => 0.7f * (running[j] + (0.1f * (value - running[j])) - 0.05f))];
        var (weights, bias, visibleBias) = x.Contrast(shift);
        Check([.. weights, .. bias, .. visibleBias, .. mean], 4 * SumTolerance, machine =>
        {
            TensorBuffer dw = Buffer(weights.Length), db = Buffer(hidden), dc = Buffer(visible);
            TensorBuffer ofBatch = Buffer(hidden);
            TensorBuffer data = Buffer(x.Hidden, count), model = Buffer(x.ModelHidden, count);
            Contrast.SparseBackward<AnyDense>(
                Step(machine, count), target: 0.05f, weight: 0.7f, momentum: 0.1f, Buffer(x.Visible, count), data,
                Buffer(x.ModelVisible, count), model, Buffer(running), Buffer(hidden, count), model, dw, db, dc,
                ofBatch);
            return [.. Read(dw, weights.Length), .. Read(db, hidden), .. Read(dc, visible), .. Read(ofBatch, hidden)];
        });
    }

    [Fact]
    public void Chains_of_a_batch_that_is_not_full_stay_as_they_are()
    {
        const int chains = 5, count = 3, size = 7;
        float[] before = Random(chains * size, 1), hidden = Random(count * size, 2);
        double[] after = References.ToDouble([.. hidden, .. before[(count * size)..]]);
        Check([.. after, .. References.ToDouble(before[..(count * size)])], 0, machine =>
        {
            TensorBuffer old = Buffer(before), to = Buffer(chains * size), loaded = Buffer(size, count);
            PersistentChains.Load(Step(machine, count), size, old, loaded);
            PersistentChains.Store(Step(machine, count), chains, size, Buffer(hidden, count), old, to);
            return [.. Read(to, chains * size), .. Read(loaded, size, count)];
        });
    }

    [Theory]
    [InlineData(20, 30, 40)]
    [InlineData(3, 5, 130)]
    [InlineData(1, 1, 1)]
    public void Measures_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        double[] expected = [.. Enumerable.Range(0, count).SelectMany(n => x.Measures(n, isGaussian: false))];
        Check(expected, SumTolerance * (visible + hidden), machine =>
        {
            TensorBuffer measures = Buffer(3, count);
            FreeEnergy.Measure<AnyDense>(
                Step(machine, count), Buffer(x.Visible, count), Buffer(x.Sums, count), Buffer(x.ModelVisible, count),
                Buffer(x.Weights), Buffer(x.VisibleBias), measures);
            return Read(measures, 3, count);
        });
    }

    [Theory]
    [InlineData(20, 30, 40)]
    [InlineData(1, 1, 1)]
    public void Measures_of_gaussian_units_agree_with_plain_loops(int count, int visible, int hidden)
    {
        Case x = Case.Of(count, visible, hidden);
        double[] expected = [.. Enumerable.Range(0, count).SelectMany(n => x.Measures(n, isGaussian: true))];
        Check(expected, SumTolerance * (visible + hidden), machine =>
        {
            TensorBuffer measures = Buffer(2, count);
            FreeEnergy.MeasureGaussian<AnyDense>(
                Step(machine, count), Buffer(x.Visible, count), Buffer(x.Sums, count), Buffer(x.ModelVisible, count),
                Buffer(x.VisibleBias), measures);
            return Read(measures, 2, count);
        });
    }

    [Fact]
    public void Turned_units_are_spread_over_all_units_and_follow_from_the_values()
    {
        const int units = 16;
        var turns = new int[units];
        for (int example = 0; example < 16_000; example++)
        {
            float[] v = [.. Random(units, example).Select(value => value > 0 ? 1f : 0)];
            int unit = Reference.TurnedUnit(v);
            Assert.Equal(unit, Reference.TurnedUnit([.. v]));
            turns[unit]++;
        }

        // the values of 16 bits are 65,536 patterns, which 16,000 examples seldom meet twice: near multinomial
        Assert.All(turns, count => Assert.InRange(count, 1_000 - 160, 1_000 + 160));
    }

    private static double[] Draw(double[] means) =>
        [.. means.Select((mean, i) => Reference.Uniform(i, Stream, Position) < mean ? 1.0 : 0)];

    /// <summary>With means and units, means alone, and units alone.</summary>
    private void CheckHalfStep(
        double[] means, double[] drawn, int size, int count, Action<CpuStep, TensorBuffer, TensorBuffer> run)
    {
        double tolerance = SumTolerance * 500;
        Check([.. means, .. drawn, .. means, .. drawn], tolerance, machine =>
        {
            CpuStep step = Step(machine, count) with { Random = Position };
            TensorBuffer mean = Buffer(size, count), units = Buffer(size, count);
            TensorBuffer meanAlone = Buffer(size, count), unitsAlone = Buffer(size, count);
            run(step, mean, units);
            run(step, meanAlone, default);
            run(step, default, unitsAlone);
            return
            [
                .. Read(mean, size, count), .. Read(units, size, count),
                .. Read(meanAlone, size, count), .. Read(unitsAlone, size, count),
            ];
        });
    }

    /// <summary>A machine and a batch, at random.</summary>
    private sealed record Case(
        int Count, int VisibleUnits, int HiddenUnits, float[] Weights, float[] Bias, float[] VisibleBias,
        float[] Visible, float[] Hidden, float[] ModelVisible, float[] ModelHidden, float[] Sums)
    {
        /// <summary>Sets the sizes that the kernels see, too.</summary>
        public static Case Of(int count, int visible, int hidden)
        {
            (AnyDense.Inputs, AnyDense.Outputs) = (visible, hidden);
            return new Case(
                count, visible, hidden, Random(visible * hidden, 1), Random(hidden, 2), Random(visible, 3),
                Means(count * visible, 4), Means(count * hidden, 5),
                Means(count * visible, 6), Means(count * hidden, 7),
                [.. Random(count * hidden, 8).Select(value => 10 * value)]);
        }

        public double[] Up(float[] from) =>
        [
            .. References.Multiply(
                    Count, HiddenUnits, VisibleUnits, (n, i) => from[(n * VisibleUnits) + i],
                    (i, j) => Weights[(j * VisibleUnits) + i])
                .Select((sum, at) => Reference.Sigmoid(sum + Bias[at % HiddenUnits])),
        ];

        public double[] DownSums(float[] from) =>
        [
            .. References.Multiply(
                    Count, VisibleUnits, HiddenUnits, (n, j) => from[(n * HiddenUnits) + j],
                    (j, i) => Weights[(j * VisibleUnits) + i])
                .Select((sum, at) => sum + VisibleBias[at % VisibleUnits]),
        ];

        public (double[] Weights, double[] Bias, double[] VisibleBias) Contrast(double[] shift)
        {
            var weights = new double[Weights.Length];
            var (bias, visibleBias) = ((double[])shift.Clone(), new double[VisibleUnits]);
            for (int n = 0; n < Count; n++)
            {
                for (int j = 0; j < HiddenUnits; j++)
                {
                    double data = Hidden[(n * HiddenUnits) + j], model = ModelHidden[(n * HiddenUnits) + j];
                    bias[j] += (model - data) / Count;
                    for (int i = 0; i < VisibleUnits; i++)
                    {
                        weights[(j * VisibleUnits) + i] += ((model * ModelVisible[(n * VisibleUnits) + i])
                            + ((shift[j] - data) * Visible[(n * VisibleUnits) + i])) / Count;
                    }
                }

                for (int i = 0; i < VisibleUnits; i++)
                {
                    int at = (n * VisibleUnits) + i;
                    visibleBias[i] += ((double)ModelVisible[at] - Visible[at]) / Count;
                }
            }

            return (weights, bias, visibleBias);
        }

        public double[] Measures(int n, bool isGaussian)
        {
            float[] v = Visible[(n * VisibleUnits)..((n + 1) * VisibleUnits)];
            float[] sums = Sums[(n * HiddenUnits)..((n + 1) * HiddenUnits)];
            double error = Distance(v, ModelVisible[(n * VisibleUnits)..((n + 1) * VisibleUnits)]);
            double hidden = sums.Sum(sum => Reference.Softplus(sum));
            if (isGaussian)
            {
                return [error, (0.5 * Distance(v, VisibleBias)) - hidden];
            }

            int turned = Reference.TurnedUnit(v);
            double change = 1 - (2 * (double)v[turned]);
            double after = sums
                .Select((sum, j) => Reference.Softplus(sum + (change * Weights[(j * VisibleUnits) + turned]))).Sum();
            double energy = -v.Select((value, i) => (double)value * VisibleBias[i]).Sum() - hidden;
            return [error, energy, (-change * VisibleBias[turned]) - (after - hidden)];
        }

        private static double Distance(float[] left, float[] right) =>
            left.Select((value, i) => Math.Pow(value - (double)right[i], 2)).Sum();

        private static float[] Means(int count, int seed) =>
            [.. Random(count, seed).Select(value => (value / 2) + 0.5f)];
    }
}
