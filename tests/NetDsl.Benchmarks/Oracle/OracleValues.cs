namespace NetDsl.Benchmarks.Oracle;

/// <summary>Seeded values of three decimals, short to write down. Both sides take each as the float32 next to it, so
/// that they compute with the same numbers.</summary>
internal sealed class OracleValues(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Uniform in ±<paramref name="range"/>.</summary>
    public double[] Uniform(int count, double range) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Round(range * (2 * random.NextDouble() - 1), 3))];

    /// <summary>Class after class, from a random one on.</summary>
    public int[] Labels(int count, int classes)
    {
        var first = random.Next(classes);
        return [.. Enumerable.Range(0, count).Select(example => (first + example) % classes)];
    }

    /// <summary>Weights of about unit gain, biases large enough to matter, factors and variances around 1.</summary>
    public Dictionary<string, double[]> Parameters(OracleNetwork network) => network.Parameters.ToDictionary(
        parameter => parameter.Name,
        parameter => parameter.IsAroundOne && parameter.FanIn == 0
            ? Array.ConvertAll(Uniform(parameter.Count, 0.5), value => Math.Round(1 + value, 3))
            : Uniform(parameter.Count, parameter.FanIn == 0 ? 0.3 : Math.Sqrt(3.0 / parameter.FanIn)));

    /// <summary>Examples for a network: inputs in ±1, and labels or targets.</summary>
    public OracleBatch Batch(OracleNetwork network, int count)
    {
        var output = network.Network.Output;
        var inputs = Uniform(count * (int)network.Network.Input.Count, 1);
        if (OracleLoss.TakesLabels(output.Loss))
        {
            return new OracleBatch(count, inputs, Labels(count, output.Units), []);
        }

        var targets = Uniform(count * output.Units, 1);
        return new OracleBatch(
            count, inputs, [], OracleLoss.TakesProbabilities(output.Loss) ? Array.ConvertAll(targets, Math.Abs) : targets);
    }

    /// <summary>Examples of an autoencoder: their own targets, from 0 to 1 where the loss asks for it.</summary>
    public OracleBatch SelfTargets(OracleNetwork network, int count)
    {
        var inputs = Uniform(count * (int)network.Network.Input.Count, 1);
        if (OracleLoss.TakesProbabilities(network.Network.Output.Loss))
        {
            inputs = Array.ConvertAll(inputs, Math.Abs);
        }

        return new OracleBatch(count, inputs, [], inputs);
    }
}

/// <summary>Examples as the fixtures hold them.</summary>
/// <param name="Inputs">[Count, input size]</param>
/// <param name="Labels">[Count], or empty.</param>
/// <param name="Targets">[Count, output size], or empty.</param>
internal sealed record OracleBatch(int Count, double[] Inputs, int[] Labels, double[] Targets);
