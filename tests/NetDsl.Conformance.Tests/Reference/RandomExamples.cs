using NetDsl.Compiler.Losses;

namespace NetDsl.Conformance.Reference;

/// <summary>Seeded values for inputs, targets and parameters, each exactly a float32.</summary>
internal static class RandomExamples
{
    /// <summary>Inputs in [−1, 1), labels over all classes or targets in [−1, 1), of probabilities in [0, 1].</summary>
    public static Examples Create(ReferenceNetwork reference, int count, int seed)
    {
        var random = new Random(seed);
        var network = reference.Network;
        double[] inputs = Values(random, count * (int)network.Input.Count, 1);
        var classifiers = network.MainOutputs.Where(ReferenceHead.TakesLabels);
        var regressions = network.MainOutputs.Where(head => !ReferenceHead.TakesLabels(head)).ToList();
        int[] labels =
            [.. classifiers.SelectMany(head => Enumerable.Range(0, count).Select(_ => random.Next(head.Units)))];
        double[] targets = Values(random, count * regressions.Sum(head => head.Units), 1);
        bool[] isProbability = [.. regressions.SelectMany(head =>
            Enumerable.Repeat(head.Loss is BinaryCrossEntropyLoss, head.Units))];
        targets = [.. targets.Select((target, i) => isProbability[i % isProbability.Length] ? Math.Abs(target) : target)];
        return new Examples(count, inputs, labels, targets);
    }

    /// <summary>Weights of about unit gain, biases large enough to matter, scales and variances around 1.</summary>
    public static Dictionary<string, double[]> Parameters(ReferenceNetwork reference, int seed)
    {
        var random = new Random(seed);
        return reference.Parameters.ToDictionary(tensor => tensor.Name, tensor =>
        {
            int dot = tensor.Name.LastIndexOf('.');
            var layer = reference.Network.Layers.Single(layer => layer.Name == tensor.Name[..dot]);
            double fanIn = (double)tensor.Count / layer.Output.Channels;
            return (tensor.Name[(dot + 1)..], layer) switch
            {
                ("running_var", _) or ("weight", Compiler.Layers.BatchNormLayer) =>
                    Array.ConvertAll(Values(random, tensor.Count, 0.5), value => (double)(float)(1 + value)),
                ("weight", _) => Values(random, tensor.Count, Math.Sqrt(3 / fanIn)),
                _ => Values(random, tensor.Count, 0.3),
            };
        });
    }

    private static double[] Values(Random random, int count, double magnitude) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(magnitude * (2 * random.NextDouble() - 1)))];
}
