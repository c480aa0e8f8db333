namespace NetDsl.Benchmarks.Contests;

/// <summary>What a line's contestants reached, in the order of the contest.</summary>
internal sealed record ContestResult(ContestLine Line, ContestantResult[] Contestants)
{
    /// <summary>The first's speed over the second's: the median of the rounds' ratios, each of two neighbouring slices;
    /// null where there is no second.</summary>
    public double? Ratio => Contestants.Length < 2
        ? null
        : Median.Of([.. Contestants[0].ImagesPerSecond.Zip(Contestants[1].ImagesPerSecond, (a, b) => a / b)]);
}

/// <summary>One contestant's rounds.</summary>
/// <param name="ImagesPerSecond">One figure a round.</param>
internal sealed record ContestantResult(string Name, double[] ImagesPerSecond)
{
    /// <summary>The middle round's.</summary>
    public double MedianImagesPerSecond => Median.Of(ImagesPerSecond);
}
