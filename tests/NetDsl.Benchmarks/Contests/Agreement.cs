namespace NetDsl.Benchmarks.Contests;

/// <summary>Checks that contestants compute the same thing before their speed is compared.</summary>
internal static class Agreement
{
    private const double LossTolerance = 1e-4;
    private const double ProbabilityTolerance = 1e-4;

    // of a tensor's root mean square: sums of up to millions of terms in different orders, behind which a handful of
    // rectifiers and maxima go another way; of ResNet-50 libtorch's gradients in single precision are 3e-2 from its own in double
    private const double GradientTolerance = 6e-2;

    /// <summary>Same weights and images: probabilities agree with the first contestant's, and of a line of training the
    /// loss and the gradients too.</summary>
    /// <exception cref="InvalidOperationException">They do not; the message says where and by how much.</exception>
    public static void Require(ContestLine line, ITrainer first, IContestant other)
    {
        var parameters = first.ReadParameters();
        first.Restart(parameters);
        other.Restart(parameters);
        var count = line.IsTraining ? 1 : line.ImagesEachStep;
        var pair = $"{line.Name}: {first.Name} against {other.Name}";
        Require($"{pair}, probabilities", first.Probabilities(0, count), other.Probabilities(0, count), ProbabilityTolerance);
        if (line.IsTraining)
        {
            Require(pair, first.Differentiate(batch: 1), ((ITrainer)other).Differentiate(batch: 1));
        }
    }

    private static void Require(string pair, Derivatives expected, Derivatives found)
    {
        Require($"{pair}, loss", [(float)expected.Loss], [(float)found.Loss], LossTolerance * Math.Max(1, expected.Loss));
        foreach (var (name, gradient) in expected.Gradients)
        {
            var difference = Norm([.. gradient.Zip(found.Gradients[name], (a, b) => a - b)]);
            Require($"{pair}, gradient of {name}", difference, GradientTolerance * Norm(gradient));
        }
    }

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value)) + 1e-30;

    private static void Require(string what, float[] expected, float[] found, double tolerance)
    {
        if (expected.Length != found.Length)
        {
            throw new InvalidOperationException($"{what}: {expected.Length} values and {found.Length}.");
        }

        Require(what, expected.Zip(found, (a, b) => (double)Math.Abs(a - b)).Max(), tolerance);
    }

    private static void Require(string what, double difference, double tolerance)
    {
        if (!(difference <= tolerance))
        {
            throw new InvalidOperationException(
                $"{what}: {difference:G3} apart, more than {tolerance:G3}. Their speeds cannot be compared.");
        }
    }
}
