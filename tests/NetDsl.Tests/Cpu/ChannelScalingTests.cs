using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ChannelScalingTests : KernelTest
{
    private const float Epsilon = 0.01f;

    [Theory]
    [InlineData(3, 21, 1)]
    [InlineData(1, 40, 700)]
    [InlineData(2, 5, 49)]
    [InlineData(2, 2, 20_000)]
    public void Forward_scales_and_shifts_each_channel_and_adds_the_residual(int count, int channels, int area)
    {
        int size = channels * area;
        float[] x = Random(count * size, 1), residual = Random(count * size, 2);
        float[] factor = Random(channels, 3), addend = Random(channels, 4);
        double[] scaled =
            [.. x.Select((value, i) => ((double)value * factor[i / area % channels]) + addend[i / area % channels])];
        double[] expected = [.. scaled, .. scaled.Zip(residual, (value, other) => Math.Max(0, value + other))];
        Check(expected, 1e-6, machine =>
        {
            CpuStep step = Step(machine, count);
            TensorBuffer plain = Buffer(x, count), output = Buffer(residual, count);
            ChannelScaling.Forward<Identity>(
                step, channels, area, plain, Buffer(factor), Buffer(addend), default, plain);
            ChannelScaling.Forward<Relu>(
                step, channels, area, Buffer(x, count), Buffer(factor), Buffer(addend), output, output);
            return [.. Read(plain, size, count), .. Read(output, size, count)];
        });
    }

    [Fact]
    public void Prepared_factors_and_addends_are_a_normalisation_by_given_statistics()
    {
        var given = new Statistics(21);
        Check([.. given.Factor, .. given.Addend], 1e-5, machine =>
        {
            TensorBuffer factors = Buffer(21), addends = Buffer(21);
            ChannelScaling.Prepare(
                Step(machine, 1), 21, Epsilon, Buffer(given.Scale), Buffer(given.Shift), Buffer(given.Mean),
                Buffer(given.Variance), factors, addends);
            return [.. Read(factors, 21), .. Read(addends, 21)];
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folded_weights_and_bias_are_those_of_the_normalised_layer(bool hasBias)
    {
        var given = new Statistics(5);
        float[] weights = Random(5 * 27, 5), bias = Random(5, 6);
        double[] foldedWeights = [.. weights.Select((value, i) => value * given.Factor[i / 27])];
        double[] foldedBias = hasBias
            ? [.. bias.Select((value, i) => (value * given.Factor[i]) + given.Addend[i])]
            : given.Addend;
        Check([.. foldedWeights, .. foldedBias], 1e-5, machine =>
        {
            TensorBuffer newWeights = Buffer(5 * 27), newBias = Buffer(5);
            ChannelScaling.Fold(
                Step(machine, 1), 5, 27, Epsilon, Buffer(weights), hasBias ? Buffer(bias) : default,
                Buffer(given.Scale), Buffer(given.Shift), Buffer(given.Mean), Buffer(given.Variance), newWeights,
                newBias);
            return [.. Read(newWeights, 5 * 27), .. Read(newBias, 5)];
        });
    }

    /// <summary>What a normalisation knows of each channel, and what follows in double.</summary>
    private sealed class Statistics(int channels)
    {
        public float[] Scale { get; } = Random(channels, 1);

        public float[] Shift { get; } = Random(channels, 2);

        public float[] Mean { get; } = Random(channels, 3);

        public float[] Variance { get; } = [.. Random(channels, 4).Select(value => value * value)];

        public double[] Factor => [.. Scale.Select((value, i) => value / Math.Sqrt(Variance[i] + (double)Epsilon))];

        public double[] Addend => [.. Shift.Select((value, i) => value - (Mean[i] * Factor[i]))];
    }
}
