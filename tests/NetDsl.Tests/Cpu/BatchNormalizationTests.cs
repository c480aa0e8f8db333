using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class BatchNormalizationTests : KernelTest
{
    private const float Epsilon = 1e-3f;

    /// <summary>Count, channels, area: features fewer and more than a task's, planes shorter than a vector, not a
    /// multiple of one, longer than one sum.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 2, 1, 1 },
        { 7, 150, 1 },
        { 64, 33, 1 },
        { 1, 2, 2 },
        { 5, 21, 4 },
        { 3, 6, 49 },
        { 2, 3, 2_503 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_normalises_each_channel_and_tells_its_mean_and_variance(int count, int channels, int area)
    {
        Forward<Identity>(count, channels, area, hasResidual: false);
        Forward<Relu>(count, channels, area, hasResidual: true);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_gives_the_gradients_of_scale_shift_and_input(int count, int channels, int area)
    {
        Backward<Identity>(count, channels, area);
        Backward<Relu>(count, channels, area);
    }

    [Fact]
    public void Backward_of_the_input_layer_gives_those_of_scale_and_shift_alone()
    {
        foreach (int area in new[] { 1, 50 })
        {
            var (reference, x, scale, shift, dy) = Example<Relu>(4, 19, area);
            double[] y = reference.Forward(x, scale, shift, null);
            var expected = reference.Backward(x, scale, y, dy);
            Check([.. expected.Scale, .. expected.Shift], SumTolerance * 4 * area, machine =>
            {
                TensorBuffer dScale = Buffer(19), dShift = Buffer(19);
                BatchNormalization.Backward<Relu>(
                    Step(machine, 4), 19, area, Epsilon, Buffer(x, 4), Buffer(ToFloat(reference.Mean(x))),
                    Buffer(ToFloat(reference.Variance(x, 1))), Buffer(scale), Buffer(ToFloat(y), 4), Buffer(dy, 4),
                    sumGradient: default, dScale, dShift, inputGradient: default);
                return [.. Read(dScale, 19), .. Read(dShift, 19)];
            });
        }
    }

    [Theory]
    [InlineData(32, 56 * 56, 0)]
    [InlineData(32, 56 * 56, 100)]
    [InlineData(4_096, 1, 10)]
    public void Statistics_of_many_values_are_exact_to_the_last_digits(int count, int area, float offset)
    {
        const int channels = 2;
        var reference = new NormalizationReference(count, channels, area, Epsilon, IsRelu: false);
        float[] x = [.. Random(count * channels * area, 3).Select((value, i) => (value * (1 + (i % 7))) + offset)];
        double[] mean = reference.Mean(x);
        double[] variance = reference.Variance(x, 1);
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            var (_, actualMean, actualVariance) = Run<Identity>(machine, reference, x, [1, 1], [0, 0], null);
            for (int channel = 0; channel < channels; channel++)
            {
                // a mean near 0 is exact relative to the deviation
                double size = Math.Max(Math.Abs(mean[channel]), Math.Sqrt(variance[channel]));
                Assert.InRange(actualMean[channel], mean[channel] - (1e-6 * size), mean[channel] + (1e-6 * size));
                Assert.InRange(actualVariance[channel] / variance[channel], 1 - 1e-6, 1 + 1e-6);
            }
        }
    }

    [Fact]
    public void One_value_of_a_channel_is_refused()
    {
        Machine machine = Machines(SimdWidth.Scalar)[0];
        var error = Assert.Throws<ArgumentException>(() => BatchNormalization.Forward<Identity>(
            Step(machine, 1), 3, 1, Epsilon, Buffer(3), Buffer(3), Buffer(3), default, Buffer(3), Buffer(3),
            Buffer(3)));
        Assert.Contains("at least two examples", error.Message);
    }

    [Fact]
    public void A_value_that_is_not_finite_reaches_the_output()
    {
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            foreach (int area in new[] { 1, 40 })
            {
                var (reference, x, scale, shift, _) = Example<Relu>(3, 17, area);
                x[5 * area] = float.NaN;
                var (y, mean, _) = Run<Relu>(machine, reference, x, scale, shift, null);
                Assert.True(float.IsNaN(mean[5]));
                Assert.True(float.IsNaN(y[5 * area]));
                Assert.True(float.IsFinite(y[4 * area]));
            }
        }
    }

    private void Forward<TActivation>(int count, int channels, int area, bool hasResidual)
        where TActivation : struct, IActivation
    {
        var (reference, x, scale, shift, other) = Example<TActivation>(count, channels, area);
        float[]? residual = hasResidual ? other : null;
        double[] expected =
        [
            .. reference.Forward(x, scale, shift, residual), .. reference.Mean(x), .. reference.Variance(x, 1),
        ];
        Check(expected, 3e-5, machine =>
        {
            var (y, mean, variance) = Run<TActivation>(machine, reference, x, scale, shift, residual);
            return [.. y, .. mean, .. variance];
        });
    }

    private (float[] Output, float[] Mean, float[] Variance) Run<TActivation>(
        Machine machine, NormalizationReference sizes, float[] x, float[] scale, float[] shift, float[]? residual)
        where TActivation : struct, IActivation
    {
        var (count, channels, area) = (sizes.Count, sizes.Channels, sizes.Area);
        TensorBuffer mean = Buffer(channels), variance = Buffer(channels);
        TensorBuffer output = residual is null ? Buffer(channels * area, count) : Buffer(residual, count);
        BatchNormalization.Forward<TActivation>(
            Step(machine, count), channels, area, Epsilon, Buffer(x, count), Buffer(scale), Buffer(shift),
            residual is null ? default : output, output, mean, variance);
        return (Read(output, channels * area, count), Read(mean, channels), Read(variance, channels));
    }

    private void Backward<TActivation>(int count, int channels, int area)
        where TActivation : struct, IActivation
    {
        var (reference, x, scale, shift, dy) = Example<TActivation>(count, channels, area);
        double[] y = reference.Forward(x, scale, shift, null);
        var (sum, dScale, dShift, dx) = reference.Backward(x, scale, y, dy);
        Check([.. dScale, .. dShift, .. dx, .. sum, .. dx], 1e-4, machine =>
        {
            int size = channels * area;
            TensorBuffer scaleGradient = Buffer(channels), shiftGradient = Buffer(channels);
            TensorBuffer apart = Buffer(size, count), gradient = Buffer(dy, count), inPlace = Buffer(dy, count);
            Run(gradient, reference.IsRelu ? gradient : default, apart);
            Run(inPlace, reference.IsRelu ? inPlace : default, inPlace);
            return
            [
                .. Read(scaleGradient, channels), .. Read(shiftGradient, channels), .. Read(apart, size, count),
                .. Read(gradient, size, count), .. Read(inPlace, size, count),
            ];

            void Run(TensorBuffer outputGradient, TensorBuffer sumGradient, TensorBuffer inputGradient) =>
                BatchNormalization.Backward<TActivation>(
                    Step(machine, count), channels, area, Epsilon, Buffer(x, count), Buffer(ToFloat(reference.Mean(x))),
                    Buffer(ToFloat(reference.Variance(x, 1))), Buffer(scale),
                    reference.IsRelu ? Buffer(ToFloat(y), count) : default, outputGradient, sumGradient, scaleGradient,
                    shiftGradient, inputGradient);
        });
    }

    private static (NormalizationReference Reference, float[] X, float[] Scale, float[] Shift, float[] Other)
        Example<TActivation>(int count, int channels, int area)
        where TActivation : struct, IActivation => (
            new NormalizationReference(count, channels, area, Epsilon, typeof(TActivation) == typeof(Relu)),
            [.. Random(count * channels * area, 1).Select((value, i) => value + (i / area % channels % 5))],
            [.. Random(channels, 2).Select(value => value + 1.5f)],
            Random(channels, 3),
            Random(count * channels * area, 4));

    private static float[] ToFloat(double[] values) => Array.ConvertAll(values, value => (float)value);
}
