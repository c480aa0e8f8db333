using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Stages;

/// <summary>Between which numbers the values of a layer lie, whatever it learns.</summary>
public sealed record ValueRange(double Low, double High)
{
    // means and deviations are written in a few digits
    private const double Tolerance = 1e-6;

    public static readonly ValueRange Any = new(double.NegativeInfinity, double.PositiveInfinity);

    public static readonly ValueRange Share = new(0, 1);

    /// <summary>Whether all lie between 0 and 1.</summary>
    public bool IsShare => Low >= -Tolerance && High <= 1 + Tolerance;

    /// <summary>Of what each layer gives; first stands the network's input.</summary>
    public static IReadOnlyList<ValueRange> In(Network network)
    {
        var ranges = new List<ValueRange> { OfInput(network) };
        foreach (var layer in network.Layers)
        {
            var read = new ValueRange[layer.Sources.Count];
            for (var index = 0; index < read.Length; index++)
            {
                read[index] = ranges[layer.Sources[index] + 1];
            }

            ranges.Add(layer.RangeOf(read));
        }

        return ranges;
    }

    /// <summary>The smallest range that has both.</summary>
    public ValueRange With(ValueRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    public override string ToString()
    {
        var (hasLow, hasHigh) = (!double.IsNegativeInfinity(Low), !double.IsPositiveInfinity(High));
        return hasLow && hasHigh ? $"values from {Text.Real(Low)} to {Text.Real(High)}"
            : hasLow ? $"values from {Text.Real(Low)} upward"
            : hasHigh ? $"values up to {Text.Real(High)}"
            : "values of any size";
    }

    /// <summary>A data set has values from 0 to 1, but sounds from −1 to 1.</summary>
    private static ValueRange OfInput(Network network)
    {
        var least = network.Input.IsSignal ? -1 : 0;
        if (network.Preparation is not { } preparation)
        {
            return new ValueRange(least, 1);
        }

        var (low, high) = (preparation.Low, preparation.High);
        var ends = new[] { low + (least * (high - low)), high };
        var scaled = new ValueRange(ends.Min(), ends.Max());
        if (preparation.Training is { } training)
        {
            scaled = scaled.Times(training.LowestGain).With(scaled.Times(training.HighestGain));
        }

        ValueRange? prepared = null;
        for (var channel = 0; channel < Math.Max(1, Math.Max(preparation.Mean.Count, preparation.Deviation.Count)); channel++)
        {
            var mean = At(preparation.Mean, channel, 0);
            var deviation = At(preparation.Deviation, channel, 1);
            var one = new ValueRange((scaled.Low - mean) / deviation, (scaled.High - mean) / deviation);
            prepared = prepared?.With(one) ?? one;
        }

        return prepared!;
    }

    private ValueRange Times(double factor) => new(Low * factor, High * factor);

    // one value holds for all channels
    private static double At(IReadOnlyList<double> values, int channel, double otherwise) => values.Count switch
    {
        0 => otherwise,
        1 => values[0],
        _ => values[channel],
    };
}
