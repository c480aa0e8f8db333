namespace NetDsl.Gpu.Tests;

/// <summary>Batch normalisation and what inference makes of it, against loops in double.</summary>
public sealed class BatchNormalizationTests
{
    private const float Epsilon = 1e-3f;

    /// <summary>Threads of a group, distance of the examples, examples, area: the last has several parts.</summary>
    public static TheoryData<int, int, int, int> Cases => new()
    {
        { 1, 0, 4, 1 },
        { 2, 3, 3, 5 },
        { 3, 4, 5, 1 },
        { 4, 0, 3, 1_700 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_normalises_scales_shifts_adds_and_activates(int groupSize, int gap, int count, int area)
    {
        var test = new Example(count, 2, area);
        using var rig = new Rig(groupSize, count, gap: gap);
        var (mean, variance) = (rig.EmptyParameter(2), rig.EmptyParameter(2));
        var output = rig.Upload(test.Residual);
        BatchNormalization.Forward<Relu>(
            rig.Step, 2, area, Epsilon, rig.Upload(test.X), rig.UploadParameter(test.Scale),
            rig.UploadParameter(test.Shift), output, output, mean, variance);

        Values.Equal(test.Mean, rig.Download(mean), 2e-6f);
        Values.Equal(test.Variance, rig.Download(variance), 2e-6f);
        Values.Equal(test.Y, rig.Download(output));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_gives_all_gradients(int groupSize, int gap, int count, int area)
    {
        var test = new Example(count, 2, area);
        using var rig = new Rig(groupSize, count, gap: gap);
        var (scaleGradient, shiftGradient) = (rig.EmptyParameter(2), rig.EmptyParameter(2));
        var (gradient, inputGradient) = (rig.Upload(test.Dy), rig.Empty(test.X.Length));
        BatchNormalization.Backward<Relu>(
            rig.Step, 2, area, Epsilon, rig.Upload(test.X), rig.UploadParameter(Floats(test.Mean)),
            rig.UploadParameter(Floats(test.Variance)), rig.UploadParameter(test.Scale), rig.Upload(Floats(test.Y)),
            gradient, gradient, scaleGradient, shiftGradient, inputGradient);

        float large = Values.Tolerance * MathF.Sqrt(count * area);
        Values.Equal(test.DShift, rig.Download(shiftGradient), large);
        Values.Equal(test.DScale, rig.Download(scaleGradient), large);
        Values.Equal(test.Before, rig.Download(gradient));
        Values.Equal(test.Dx, rig.Download(inputGradient));

        var inPlace = rig.Upload(Floats(test.Before));
        BatchNormalization.Backward<Identity>(
            rig.Step, 2, area, Epsilon, rig.Upload(test.X), rig.UploadParameter(Floats(test.Mean)),
            rig.UploadParameter(Floats(test.Variance)), rig.UploadParameter(test.Scale), kept: default,
            inPlace, sumGradient: default, scaleGradient, shiftGradient, inPlace);
        Values.Equal(test.Dx, rig.Download(inPlace));
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(2, 3, false)]
    [OpenClData(32, 3, false)]
    [OpenClData(64, 0, true)]
    [OpenClData(256, 3, false)]
    public void Scaling_is_prepared_folded_and_applied(int groupSize, int gap, bool hasBias)
    {
        const int channels = 3, fan = 5, area = 4;
        using var rig = new Rig(groupSize, batch: 2, gap: gap);
        float[] scale = Values.Random(1, channels), shift = Values.Random(2, channels);
        float[] mean = Values.Random(3, channels);
        float[] variance = [0.1f, 2, 0], weights = Values.Random(4, channels * fan), bias = Values.Random(5, channels);
        float[] x = Values.Random(6, 2 * channels * area), residual = Values.Random(7, 2 * channels * area);
        double[] factor = [.. scale.Select((value, c) => value / Math.Sqrt(variance[c] + (double)Epsilon))];
        double[] addend = [.. shift.Select((value, c) => value - mean[c] * factor[c])];

        var (scales, shifts) = (rig.UploadParameter(scale), rig.UploadParameter(shift));
        var (means, variances) = (rig.UploadParameter(mean), rig.UploadParameter(variance));
        var (factors, addends) = (rig.EmptyParameter(channels), rig.EmptyParameter(channels));
        ChannelScaling.Prepare(
            rig.Step, channels, Epsilon, scales, shifts, means, variances, factors, addends);
        var (folded, foldedBias) = (rig.EmptyParameter(channels * fan), rig.EmptyParameter(channels));
        ChannelScaling.Fold(
            rig.Step, channels, fan, Epsilon, rig.UploadParameter(weights),
            hasBias ? rig.UploadParameter(bias) : default, scales, shifts, means, variances, folded, foldedBias);
        var output = rig.Upload(residual);
        ChannelScaling.Forward<Relu>(rig.Step, channels, area, rig.Upload(x), factors, addends, output, output);

        Values.Equal(factor, rig.Download(factors));
        Values.Equal(addend, rig.Download(addends));
        Values.Equal([.. weights.Select((value, i) => value * factor[i / fan])], rig.Download(folded));
        Values.Equal(
            hasBias ? [.. bias.Select((value, c) => value * factor[c] + addend[c])] : addend, rig.Download(foldedBias));
        Values.Equal(
            [
                .. x.Select((value, i) => Math.Max(
                    0, value * factor[i / area % channels] + addend[i / area % channels] + residual[i])),
            ],
            rig.Download(output));
    }

    [Fact]
    public void One_value_of_a_channel_is_refused()
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        var buffer = rig.EmptyParameter(2);
        var error = Assert.Throws<ArgumentException>(() => BatchNormalization.Forward<Identity>(
            rig.Step, 2, 1, Epsilon, buffer, buffer, buffer, default, buffer, buffer, buffer));
        Assert.Contains("at least two examples", error.Message, StringComparison.Ordinal);
    }

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);

    /// <summary>y = relu((x − mean) / √(variance + ε) · scale + shift + residual) with its gradients.</summary>
    private sealed class Example
    {
        private readonly int channels;
        private readonly int area;

        public Example(int count, int channels, int area)
        {
            (this.channels, this.area) = (channels, area);
            int size = count * channels * area;
            double n = count * area;
            X = [.. Values.Random(1, size).Select((value, i) => value + 3 * Channel(i))];
            (Scale, Shift) = (Values.Random(2, channels), Values.Random(3, channels));
            (Residual, Dy) = (Values.Random(4, size), Values.Random(5, size));
            Mean = Sum(i => X[i] / n);
            double[] squares = Sum(i => Math.Pow(X[i] - Mean[Channel(i)], 2));
            Variance = [.. squares.Select(value => value / (n - 1))];
            double[] deviation = [.. squares.Select(value => Math.Sqrt(value / n + Epsilon))];
            double[] normal = [.. X.Select((value, i) => (value - Mean[Channel(i)]) / deviation[Channel(i)])];
            Y = [.. normal.Select((x, i) => Math.Max(0, x * Scale[Channel(i)] + Shift[Channel(i)] + Residual[i]))];
            Before = [.. Dy.Select((value, i) => Y[i] > 0 ? (double)value : 0)];
            DShift = Sum(i => Before[i]);
            DScale = Sum(i => Before[i] * normal[i]);
            Dx = [.. Before.Select((value, i) => Scale[Channel(i)] / deviation[Channel(i)]
                * (value - DShift[Channel(i)] / n - normal[i] * DScale[Channel(i)] / n))];
        }

        public float[] X { get; }

        public float[] Scale { get; }

        public float[] Shift { get; }

        public float[] Residual { get; }

        public float[] Dy { get; }

        public double[] Mean { get; }

        public double[] Variance { get; }

        public double[] Y { get; }

        public double[] Before { get; }

        public double[] DShift { get; }

        public double[] DScale { get; }

        public double[] Dx { get; }

        private int Channel(int index) => index / area % channels;

        private double[] Sum(Func<int, double> term)
        {
            var sums = new double[channels];
            for (int i = 0; i < X.Length; i++)
                sums[Channel(i)] += term(i);
            return sums;
        }
    }
}
