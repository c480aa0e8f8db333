namespace NetDsl.Benchmarks.Contests;

/// <summary>What a line's contestants reached, in the order of the contest.</summary>
/// <param name="HandOverNanoseconds">See <see cref="Machine.HandOver"/>; before each round.</param>
internal sealed record ContestResult(ContestLine Line, ContestantResult[] Contestants, double[] HandOverNanoseconds)
{
    /// <summary>The middle round's.</summary>
    public double MedianHandOver => Median.Of(HandOverNanoseconds);

    /// <summary>The first's speed over another's: the median of the rounds' ratios, each of neighbouring slices.</summary>
    public double Ratio(int other) =>
        Median.Of([.. Contestants[0].ImagesPerSecond.Zip(Contestants[other].ImagesPerSecond, (a, b) => a / b)]);
}

/// <summary>One contestant's rounds.</summary>
/// <param name="ImagesPerSecond">One figure a round.</param>
internal sealed record ContestantResult(string Name, double[] ImagesPerSecond)
{
    /// <summary>The most memory that it held, in a process of its own; null where nobody asked.</summary>
    public double? PeakMegabytes { get; init; }

    /// <summary>The middle round's.</summary>
    public double MedianImagesPerSecond => Median.Of(ImagesPerSecond);
}
