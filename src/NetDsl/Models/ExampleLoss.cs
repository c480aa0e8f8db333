namespace NetDsl;

/// <summary>The losses of one example, in double: what evaluation sums up.</summary>
internal static class ExampleLoss
{
    /// <summary>Of an output that tells classes apart; of a softmax without label smoothing.</summary>
    /// <param name="outputs">Probabilities of a softmax, else scores.</param>
    internal static double OfLabel(Loss loss, ReadOnlySpan<float> outputs, int label) =>
        loss == Loss.Hinge ? Hinge(outputs, label) : CrossEntropy(outputs, label);

    /// <summary>Of an output that gives values.</summary>
    internal static double OfValues(Loss loss, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) => loss switch
    {
        Loss.BinaryCrossEntropy => BinaryCrossEntropy(outputs, targets),
        Loss.Absolute => Absolute(outputs, targets),
        Loss.Reconstruction => outputs[0],
        _ => Squared(outputs, targets),
    };

    /// <summary>Whether a probability misses its target by more than one half, which is the other side for targets of
    /// 0 and 1; other values miss nothing.</summary>
    internal static bool Misses(Loss loss, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        bool misses = false;
        for (int i = 0; i < targets.Length; i++)
        {
            misses |= MathF.Abs(outputs[i] - targets[i]) > 0.5f;
        }

        return misses && loss.CountsErrors();
    }

    /// <summary>−log p of the right class.</summary>
    // a probability that underflowed to 0 counts as the smallest float, 103.3 nats, not as infinite
    private static double CrossEntropy(ReadOnlySpan<float> probabilities, int label) => -Log(probabilities[label]);

    /// <summary>Σ −t log p − (1 − t) log(1 − p)</summary>
    private static double BinaryCrossEntropy(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double p = probabilities[i];
            loss -= (targets[i] * Log(p)) + ((1 - targets[i]) * Log(1 - p));
        }

        return loss;
    }

    /// <summary>Σ max(0, 1 − y[label] + y[k]) / classes over the other classes k.</summary>
    private static double Hinge(ReadOnlySpan<float> scores, int label)
    {
        double loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            loss += i == label ? 0 : Math.Max(0, 1 - (double)scores[label] + scores[i]);
        }

        return loss / scores.Length;
    }

    /// <summary>½ Σ (y − t)²</summary>
    private static double Squared(ReadOnlySpan<float> values, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double difference = (double)values[i] - targets[i];
            loss += 0.5 * difference * difference;
        }

        return loss;
    }

    /// <summary>Σ |y − t|</summary>
    private static double Absolute(ReadOnlySpan<float> values, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            loss += Math.Abs((double)values[i] - targets[i]);
        }

        return loss;
    }

    private static double Log(double probability) => Math.Log(Math.Max(probability, float.Epsilon));
}
