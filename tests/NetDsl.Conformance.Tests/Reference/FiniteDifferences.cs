namespace NetDsl.Conformance.Reference;

/// <summary>Gradients by central differences: (L(p + h) − L(p − h)) / 2h for every parameter, in double.</summary>
internal static class FiniteDifferences
{
    /// <summary>
    /// Near the cube root of double's 1.1e-16, where the rounding of L and the truncation of the difference balance.
    /// </summary>
    private const double Step = 1e-5;

    /// <summary>Slopes of the mean loss, by the parameter tensor's name.</summary>
    /// <param name="atMost">Values of each tensor to try, spread over it: each takes two forward passes.</param>
    public static Dictionary<string, (int Index, double Slope)[]> Gradients(
        ReferenceNetwork network,
        Dictionary<string, double[]> parameters,
        Examples examples,
        RandomWord random,
        int atMost = int.MaxValue) => parameters.ToDictionary(tensor => tensor.Key, tensor =>
    {
        int count = Math.Min(atMost, tensor.Value.Length);
        var indices = Enumerable.Range(0, count).Select(i => (int)((long)i * tensor.Value.Length / count));
        return indices.Select(i => (i, Slope(network, parameters, examples, random, tensor.Value, i))).ToArray();
    });

    private static double Slope(
        ReferenceNetwork network,
        Dictionary<string, double[]> parameters,
        Examples examples,
        RandomWord random,
        double[] tensor,
        int index)
    {
        double original = tensor[index];
        tensor[index] = original + Step;
        double above = network.Loss(parameters, examples, random);
        tensor[index] = original - Step;
        double below = network.Loss(parameters, examples, random);
        tensor[index] = original;
        return (above - below) / (2 * Step) / examples.Count;
    }
}
