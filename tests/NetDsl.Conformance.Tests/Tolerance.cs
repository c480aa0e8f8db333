namespace NetDsl.Conformance;

/// <summary>
/// How far numbers may be apart, one place for each number type. Errors are measured against the largest magnitude of
/// the tensor: what a sum of float32 products is off by does not shrink with the sum.
/// </summary>
internal static class Tolerance
{
    /// <summary>The product's float32 against the reference's double.</summary>
    public const double Single = 1e-4;

    /// <summary>
    /// Parameters after a few updates from the same gradients: a few roundings of float32, 6e-8 each.
    /// </summary>
    public const double Update = 1e-6;

    /// <summary>The same float32 sums in another order.</summary>
    public const double Regrouped = 1e-5;

    /// <summary>Finite differences against the reverse pass, both in double: the step's truncation.</summary>
    public const double FiniteDifference = 1e-7;

    /// <summary>Double against a value worked out by hand.</summary>
    public const double Double = 1e-12;

    /// <summary>Fails where any value is further from its expected value than the tolerance allows.</summary>
    /// <param name="what">Names the tensor in the message.</param>
    public static void AssertClose(
        string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (double value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        for (int i = 0; i < expected.Length; i++)
        {
            // the negated form, for it also catches NaN
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(largest, Floor)))
                Assert.Fail($"{what}[{i}] is {actual[i]:g9}, expected {expected[i]:g9}; the largest is {largest:g4}");
        }
    }

    /// <summary>Tensors whose largest value is below this are all rounding: a relu that lets nothing through.</summary>
    private const double Floor = 1e-3;
}
