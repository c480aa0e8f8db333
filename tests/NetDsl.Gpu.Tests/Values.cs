namespace NetDsl.Gpu.Tests;

/// <summary>Seeded values and the comparison that all tests share.</summary>
internal static class Values
{
    /// <summary>What float sums of a few hundred terms of size one may differ by.</summary>
    public const float Tolerance = 2e-5f;

    public static float[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1).ToArray();
    }

    public static void Equal(double[] expected, float[] actual, float tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            if (!(Math.Abs(expected[i] - actual[i]) <= allowed))
                Assert.Fail($"[{i}]: expected {expected[i]:G9}, found {actual[i]:G9}");
        }
    }
}
