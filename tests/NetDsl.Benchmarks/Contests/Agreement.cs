namespace NetDsl.Benchmarks.Contests;

/// <summary>Checks that contestants compute the same thing before their speed is compared.</summary>
internal static class Agreement
{
    private const double LossTolerance = 1e-4;
    private const double ProbabilityTolerance = 1e-4;

    // of a tensor's largest gradient: sums of up to 100,000 terms in different orders
    private const double GradientTolerance = 1e-3;

    /// <summary>Same weights and batch: loss, gradients and probabilities agree with the first contestant's.</summary>
    /// <exception cref="InvalidOperationException">They do not; the message says where and by how much.</exception>
    public static void Require(IReadOnlyList<IContestant> contestants)
    {
        var first = contestants[0];
        var parameters = first.ReadParameters();
        first.Restart(parameters);
        var expected = first.Differentiate(batch: 1);
        var probabilities = first.Probabilities(image: 1);
        foreach (var other in contestants.Skip(1))
        {
            other.Restart(parameters);
            var found = other.Differentiate(batch: 1);
            var pair = $"{first.Name} against {other.Name}";
            Require($"{pair}, loss", [(float)expected.Loss], [(float)found.Loss], LossTolerance);
            Require($"{pair}, probabilities", probabilities, other.Probabilities(image: 1), ProbabilityTolerance);
            foreach (var (name, gradient) in expected.Gradients)
            {
                var largest = gradient.Max(Math.Abs);
                Require($"{pair}, gradient of {name}", gradient, found.Gradients[name], GradientTolerance * largest);
            }
        }
    }

    private static void Require(string what, float[] expected, float[] found, double tolerance)
    {
        var difference = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        if (expected.Length != found.Length || !(difference <= tolerance))
        {
            throw new InvalidOperationException(
                $"{what}: {difference:G3} apart, more than {tolerance:G3}. Their speeds cannot be compared.");
        }
    }
}
