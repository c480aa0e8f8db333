namespace NetDsl;

/// <summary>The losses of one example, in double: what evaluation sums up.</summary>
internal static class ExampleLoss
{
    /// <summary>−log p of the right class.</summary>
    // a probability that underflowed to 0 counts as the smallest float, 103.3 nats, not as infinite
    internal static double CrossEntropy(ReadOnlySpan<float> probabilities, int label) =>
        -Math.Log(Math.Max(probabilities[label], float.Epsilon));

    /// <summary>½ Σ (y − t)²</summary>
    internal static double Squared(ReadOnlySpan<float> values, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double difference = (double)values[i] - targets[i];
            loss += 0.5 * difference * difference;
        }

        return loss;
    }
}
