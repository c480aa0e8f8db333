namespace NetDsl.Conformance.Reference;

/// <summary>Seeded values for inputs, targets and parameters, each exactly a float32.</summary>
internal static class RandomExamples
{
    /// <summary>Inputs in [−1, 1), labels over all classes or targets in [−1, 1).</summary>
    public static Examples Create(ReferenceNetwork reference, int count, int seed)
    {
        var random = new Random(seed);
        var network = reference.Network;
        double[] inputs = Values(random, count * (int)network.Input.Count, 1);
        var classifiers = network.MainOutputs.Where(head => head.Loss == Compiler.Binding.LossKind.SoftmaxCrossEntropy);
        var regressions = network.MainOutputs.Where(head => head.Loss == Compiler.Binding.LossKind.Squared);
        int[] labels =
            [.. classifiers.SelectMany(head => Enumerable.Range(0, count).Select(_ => random.Next(head.Units)))];
        double[] targets = Values(random, count * regressions.Sum(head => head.Units), 1);
        return new Examples(count, inputs, labels, targets);
    }

    /// <summary>Weights of about unit gain, and biases large enough to matter.</summary>
    public static Dictionary<string, double[]> Parameters(ReferenceNetwork reference, int seed)
    {
        var random = new Random(seed);
        var sizes = reference.Parameters.ToDictionary(tensor => tensor.Name, tensor => tensor.Count);
        return reference.Parameters.ToDictionary(tensor => tensor.Name, tensor =>
        {
            string layer = tensor.Name[..tensor.Name.LastIndexOf('.')];
            bool isBias = tensor.Name.EndsWith(".bias", StringComparison.Ordinal);
            double fanIn = (double)sizes[layer + ".weight"] / sizes[layer + ".bias"];
            return Values(random, tensor.Count, isBias ? 0.3 : Math.Sqrt(3 / fanIn));
        });
    }

    private static double[] Values(Random random, int count, double magnitude) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(magnitude * (2 * random.NextDouble() - 1)))];
}
