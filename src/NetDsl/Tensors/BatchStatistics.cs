namespace NetDsl;

/// <summary>What a batch's own mean and variance need.</summary>
internal static class BatchStatistics
{
    /// <summary>Values of a channel without which it has no variance.</summary>
    public const int LeastValues = 2;

    /// <exception cref="ArgumentException">The batch has too few.</exception>
    public static void Require(int count, int area)
    {
        if ((long)count * area < LeastValues)
        {
            throw new ArgumentException(
                "a batch normalisation of features trains on at least two examples: one alone has no variance",
                nameof(count));
        }
    }
}
