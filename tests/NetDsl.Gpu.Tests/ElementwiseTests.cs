namespace NetDsl.Gpu.Tests;

public sealed class ElementwiseTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Activations_equal_their_formulas(int groupSize, int gap)
    {
        Check<Identity>(groupSize, gap, x => x, _ => 1);
        Check<Relu>(groupSize, gap, x => Math.Max(x, 0), y => y > 0 ? 1 : 0);
        Check<LeakyRelu<Quarter>>(groupSize, gap, x => x > 0 ? x : x / 4, y => y > 0 ? 1 : 0.25);
        Check<Elu>(groupSize, gap, x => x > 0 ? x : Math.Exp(x) - 1, y => y > 0 ? 1 : y + 1);
        Check<Gelu>(groupSize, gap, x => x * Distribution(x), x => Distribution(x) + x * Density(x), keepsInput: true);
        Check<Softplus>(groupSize, gap, x => Math.Log(1 + Math.Exp(x)), y => 1 - Math.Exp(-y));
        Check<Sigmoid>(groupSize, gap, x => 1 / (1 + Math.Exp(-x)), y => y * (1 - y));
        Check<Tanh>(groupSize, gap, Math.Tanh, y => 1 - y * y);
        Check<Chain<Sigmoid, Tanh>>(
            groupSize, gap, x => Math.Tanh(Logistic(x)),
            x => (1 - Math.Pow(Math.Tanh(Logistic(x)), 2)) * Logistic(x) * (1 - Logistic(x)), keepsInput: true);
        Check<Chain<Chain<Gelu, LeakyRelu<Quarter>>, Gelu>>(
            groupSize, gap, x => Bent(x) * Distribution(Bent(x)),
            x => (Distribution(Bent(x)) + Bent(x) * Density(Bent(x))) * (x > 0 ? 1 : 0.25)
                * (Distribution(x) + x * Density(x)),
            keepsInput: true);

        static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

        static double Bent(double x) => x * Distribution(x) * (x > 0 ? 1 : 0.25);
    }

    [Fact]
    public void Nan_passes_every_activation()
    {
        Assert.True(float.IsNaN(Relu.Apply(float.NaN)));
        Assert.True(float.IsNaN(LeakyRelu<Quarter>.Apply(float.NaN)));
        Assert.True(float.IsNaN(Elu.Apply(float.NaN)));
        Assert.True(float.IsNaN(Gelu.Apply(float.NaN)));
        Assert.True(float.IsNaN(Softplus.Apply(float.NaN)));
        Assert.True(float.IsNaN(Sigmoid.Apply(float.NaN)));
        Assert.True(float.IsNaN(Tanh.Apply(float.NaN)));
    }

    [Fact]
    public void Saturated_activations_stay_finite()
    {
        Assert.Equal([0f, 1f], [Sigmoid.Apply(-200), Sigmoid.Apply(200)]);
        Assert.Equal([-1f, 1f], [Tanh.Apply(-200), Tanh.Apply(200)]);
        Assert.Equal([-1f, 200f], [Elu.Apply(-200), Elu.Apply(200)]);
        Assert.Equal([0f, 200f], [Gelu.Apply(-200), Gelu.Apply(200)]);
        Assert.Equal([0f, 1f], [Gelu.Derivative(-200), Gelu.Derivative(200)]);
        Assert.Equal([0f, 200f], [Softplus.Apply(-200), Softplus.Apply(200)]);
        Assert.Equal([0f, 1f], [Softplus.Derivative(0), Softplus.Derivative(200)]);
    }

    [Theory]
    [InlineData(-1e-6f)]
    [InlineData(-0.01f)]
    [InlineData(-0.3f)]
    [InlineData(-0.4f)]
    public void Elu_and_the_slope_of_softplus_keep_their_digits_near_0(float x)
    {
        double expected = 2 * Math.Sinh(x / 2.0) * Math.Exp(x / 2.0);
        Assert.InRange(Elu.Apply(x) / expected, 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(-Softplus.Derivative(-x) / expected, 1 - 1e-6, 1 + 1e-6);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Bias_is_added_to_each_channel_and_its_gradient_is_the_sum(int groupSize, int gap)
    {
        const int channels = 3;
        const int area = 5;
        using var rig = new Rig(groupSize, batch: 2, gap: gap);
        float[] x = Values.Random(1, 2 * channels * area);
        float[] b = Values.Random(2, channels);
        var expected = x.Select((value, i) => (double)value + b[i / area % channels]).ToArray();
        var sums = Enumerable.Range(0, channels)
            .Select(c => x.Where((_, i) => i / area % channels == c).Sum(value => (double)value)).ToArray();
        var gradient = rig.EmptyParameter(channels);
        var values = rig.Upload(x);
        Bias.Backward(rig.Step, channels, area, values, gradient);
        Bias.Forward(rig.Step, channels, area, values, rig.UploadParameter(b));
        Values.Equal(expected, rig.Download(values));
        Values.Equal(sums, rig.Download(gradient));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Dropout_draws_the_streams_that_philox_documents(int groupSize, int gap)
    {
        const int size = 7;
        const float rate = 0.4f;
        using var rig = new Rig(groupSize, batch: 3, gap: gap);
        float[] x = Values.Random(1, 3 * size);
        var expected = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            uint word = Philox.At((uint)i / 4, stream: 5, step: 7, seed: 42).Word(i % 4);
            expected[i] = Philox.Uniform(word) < rate ? 0 : x[i] * (1 / (1 - rate));
        }

        var (input, output) = (rig.Upload(x), rig.Empty(x.Length));
        Dropout.Forward(rig.Step, rate, stream: 5, size, input, output);
        Assert.Equal(expected, rig.Download(output));
        Dropout.Backward(rig.Step, rate, stream: 5, size, input, input);
        Assert.Equal(expected, rig.Download(input));
        Assert.Contains(0f, expected);
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // Marsaglia 2004: ½ + φ(x) (x + x³/3 + x⁵/15 + …)
    private static double Distribution(double x)
    {
        double term = x, sum = x;
        for (int i = 3; i < 200; i += 2)
            sum += term *= x * x / i;
        return 0.5 + sum * Density(x);
    }

    internal readonly struct Quarter : ISlope
    {
        public static float Value => 0.25f;
    }

    private static void Check<TActivation>(
        int groupSize,
        int gap,
        Func<double, double> apply,
        Func<double, double> derivative,
        bool keepsInput = false)
        where TActivation : struct, IActivation
    {
        const int size = 9;
        using var rig = new Rig(groupSize, batch: 2, gap: gap);
        float[] x = Values.Random(1, 2 * size).Select(value => value * 4).ToArray();
        x[0] = 0.05f;
        x[1] = -1e-6f;
        float[] dy = Values.Random(2, 2 * size);
        var y = x.Select(value => apply(value)).ToArray();
        var dx = dy.Select((value, i) => value * derivative(keepsInput ? x[i] : y[i])).ToArray();
        var (input, output, gradient) = (rig.Upload(x), rig.Empty(x.Length), rig.Upload(dy));
        Activation.Forward<TActivation>(rig.Step, size, input, output);
        Activation.Backward<TActivation>(rig.Step, size, keepsInput ? input : output, gradient, gradient);
        Values.Equal(y, rig.Download(output), 1e-6f);
        Values.Equal(dx, rig.Download(gradient), 1e-6f);
    }
}
