namespace NetDsl.Tests.Pretraining;

/// <summary>A restricted Boltzmann machine so small that all its states can be summed over, in double: E(v, h) = −c·v −
/// b·h − hᵀ W v.</summary>
/// <param name="Weights">[hidden, visible]</param>
internal sealed record SmallMachine(
    int VisibleUnits, int HiddenUnits, double[] Weights, double[] Bias, double[] VisibleBias)
{
    /// <summary>Patterns of the visible units.</summary>
    public int VisibleStates => 1 << VisibleUnits;

    public int HiddenStates => 1 << HiddenUnits;

    /// <summary>Its values are those that float32 can hold.</summary>
    public static SmallMachine Random(int visible, int hidden, int seed, double deviation)
    {
        var random = new Random(seed);
        return new SmallMachine(visible, hidden, Make(visible * hidden), Make(hidden), Make(visible));

        double[] Make(int count) => [.. Enumerable.Range(0, count).Select(_ =>
            (double)(float)(deviation * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2))];
    }

    /// <summary>Bit i of a state is unit i.</summary>
    public static double[] Units(int state, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (double)((state >> i) & 1))];

    public double[] Visible(int state) => Units(state, VisibleUnits);

    public double[] Hidden(int state) => Units(state, HiddenUnits);

    public double Energy(double[] visible, double[] hidden)
    {
        double energy = -Dot(VisibleBias, visible) - Dot(Bias, hidden);
        for (int j = 0; j < HiddenUnits; j++)
        {
            for (int i = 0; i < VisibleUnits; i++)
            {
                energy -= hidden[j] * Weights[(j * VisibleUnits) + i] * visible[i];
            }
        }

        return energy;
    }

    /// <summary>−log Σ over h of exp(−E(v, h)), by that sum.</summary>
    public double FreeEnergy(double[] visible) => -Math.Log(
        Enumerable.Range(0, HiddenStates).Sum(state => Math.Exp(-Energy(visible, Hidden(state)))));

    /// <summary>The probability of each visible state, by the partition function.</summary>
    public double[] VisibleDistribution()
    {
        double[] weights =
            [.. Enumerable.Range(0, VisibleStates).Select(state => Math.Exp(-FreeEnergy(Visible(state))))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    /// <summary>The probability of each hidden state, by the partition function.</summary>
    public double[] HiddenDistribution()
    {
        double[] weights = [.. Enumerable.Range(0, HiddenStates).Select(hidden => Enumerable.Range(0, VisibleStates)
            .Sum(visible => Math.Exp(-Energy(Visible(visible), Hidden(hidden)))))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    /// <summary>The mean over the examples of log p(v).</summary>
    /// <param name="data">The share of each visible state.</param>
    public double LogLikelihood(double[] data)
    {
        double[] model = VisibleDistribution();
        return data.Select((share, state) => share == 0 ? 0 : share * Math.Log(model[state])).Sum();
    }

    public double[] HiddenMeans(double[] visible) =>
    [
        .. Enumerable.Range(0, HiddenUnits).Select(j => Reference.Sigmoid(Bias[j] + Enumerable.Range(0, VisibleUnits)
            .Sum(i => Weights[(j * VisibleUnits) + i] * visible[i]))),
    ];

    /// <summary>Before the sigmoid.</summary>
    public double[] VisibleSums(double[] hidden) =>
    [
        .. Enumerable.Range(0, VisibleUnits).Select(i => VisibleBias[i] + Enumerable.Range(0, HiddenUnits)
            .Sum(j => Weights[(j * VisibleUnits) + i] * hidden[j])),
    ];

    public double[] VisibleMeans(double[] hidden) => [.. VisibleSums(hidden).Select(Reference.Sigmoid)];

    /// <summary>The probability of a state of units that are independent, given their means.</summary>
    public static double Probability(double[] means, int state) =>
        means.Select((mean, i) => ((state >> i) & 1) == 1 ? mean : 1 - mean).Aggregate(1.0, (a, b) => a * b);

    /// <summary>The share of each visible state after Gibbs steps that start at the data.</summary>
    public double[] AfterSteps(double[] data, int steps)
    {
        double[] now = data;
        for (int step = 0; step < steps; step++)
        {
            var hidden = new double[HiddenStates];
            for (int v = 0; v < VisibleStates; v++)
            {
                double[] means = HiddenMeans(Visible(v));
                for (int h = 0; h < HiddenStates; h++)
                {
                    hidden[h] += now[v] * Probability(means, h);
                }
            }

            now = new double[VisibleStates];
            for (int h = 0; h < HiddenStates; h++)
            {
                double[] means = VisibleMeans(Hidden(h));
                for (int v = 0; v < VisibleStates; v++)
                {
                    now[v] += hidden[h] * Probability(means, v);
                }
            }
        }

        return now;
    }

    /// <summary>⟨v h⟩, ⟨h⟩ and ⟨v⟩ over a distribution of visible states, one after the other.</summary>
    public double[] Statistics(double[] distribution) =>
        Statistics(distribution.Select((share, state) => (share, Visible(state))));

    /// <summary>The same over any visible values, each with its share.</summary>
    public double[] Statistics(IEnumerable<(double Share, double[] Visible)> examples)
    {
        var sums = new double[Weights.Length + HiddenUnits + VisibleUnits];
        foreach (var (share, visible) in examples)
        {
            double[] hidden = HiddenMeans(visible);
            for (int j = 0; j < HiddenUnits; j++)
            {
                sums[Weights.Length + j] += share * hidden[j];
                for (int i = 0; i < VisibleUnits; i++)
                {
                    sums[(j * VisibleUnits) + i] += share * hidden[j] * visible[i];
                }
            }

            for (int i = 0; i < VisibleUnits; i++)
            {
                sums[Weights.Length + HiddenUnits + i] += share * visible[i];
            }
        }

        return sums;
    }

    /// <summary>The gradient of −log-likelihood by weights, bias and visible bias: ⟨…⟩ of the model − ⟨…⟩ of the
    /// data.</summary>
    public double[] LikelihoodGradient(double[] data) => Subtract(Statistics(VisibleDistribution()), Statistics(data));

    /// <summary>What CD-k's gradient is on average, where visible units are drawn.</summary>
    public double[] ContrastGradient(double[] data, int steps) =>
        Subtract(Statistics(AfterSteps(data, steps)), Statistics(data));

    /// <summary>The same of one step back to the visible units' means.</summary>
    /// <param name="back">From hidden states to visible values.</param>
    public double[] MeanContrastGradient(
        IReadOnlyList<(double Share, double[] Visible)> data, Func<double[], double[]> back) =>
        Subtract(
            Statistics(data.SelectMany(example => Enumerable.Range(0, HiddenStates).Select(state => (
                example.Share * Probability(HiddenMeans(example.Visible), state), back(Hidden(state)))))),
            Statistics(data));

    /// <summary>Weights, bias and visible bias, one after the other.</summary>
    public double[] Parameters() => [.. Weights, .. Bias, .. VisibleBias];

    public SmallMachine WithParameters(double[] all) => this with
    {
        Weights = all[..Weights.Length],
        Bias = all[Weights.Length..(Weights.Length + HiddenUnits)],
        VisibleBias = all[(Weights.Length + HiddenUnits)..],
    };

    private static double[] Subtract(double[] left, double[] right) => [.. left.Select((value, i) => value - right[i])];

    private static double Dot(double[] left, double[] right) => left.Select((value, i) => value * right[i]).Sum();
}
