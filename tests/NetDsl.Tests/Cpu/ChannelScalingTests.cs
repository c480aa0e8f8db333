using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ChannelScalingTests : KernelTest
{
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
        const float epsilon = 0.01f;
        float[] scale = Random(21, 1), shift = Random(21, 2), mean = Random(21, 3);
        float[] variance = [.. Random(21, 4).Select(value => value * value)];
        double[] factor = [.. scale.Select((value, i) => value / Math.Sqrt(variance[i] + (double)epsilon))];
        double[] addend = [.. shift.Select((value, i) => value - (mean[i] * factor[i]))];
        Check([.. factor, .. addend], 1e-5, machine =>
        {
            TensorBuffer factors = Buffer(21), addends = Buffer(21);
            ChannelScaling.Prepare(
                Step(machine, 1), 21, epsilon, Buffer(scale), Buffer(shift), Buffer(mean), Buffer(variance), factors,
                addends);
            return [.. Read(factors, 21), .. Read(addends, 21)];
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folded_weights_and_bias_are_those_of_the_scaled_layer(bool hasBias)
    {
        float[] weights = Random(5 * 27, 1), bias = Random(5, 2), factor = Random(5, 3), addend = Random(5, 4);
        double[] foldedWeights = [.. weights.Select((value, i) => (double)value * factor[i / 27])];
        double[] foldedBias = [.. bias.Select((value, i) => ((double)value * factor[i]) + addend[i])];
        Check(hasBias ? [.. foldedWeights, .. foldedBias] : foldedWeights, 1e-6, machine =>
        {
            TensorBuffer newWeights = Buffer(5 * 27), newBias = hasBias ? Buffer(5) : default;
            ChannelScaling.Fold(
                Step(machine, 1), 5, 27, Buffer(weights), hasBias ? Buffer(bias) : default, Buffer(factor),
                Buffer(addend), newWeights, newBias);
            return hasBias ? [.. Read(newWeights, 5 * 27), .. Read(newBias, 5)] : Read(newWeights, 5 * 27);
        });
    }
}
