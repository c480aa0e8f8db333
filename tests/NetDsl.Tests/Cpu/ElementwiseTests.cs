using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ElementwiseTests : KernelTest
{
    private const int Count = 3;

    /// <summary>Values of an example: not a multiple of any vector, and all examples' more than a task's.</summary>
    private const int Size = 6_671;

    [Fact]
    public void Relu_agrees_with_its_formula() =>
        CheckActivation<Relu>(x => Math.Max(0, x), (_, y) => y > 0 ? 1 : 0);

    [Fact]
    public void Sigmoid_agrees_with_its_formula() =>
        CheckActivation<Sigmoid>(x => 1 / (1 + Math.Exp(-x)), (_, y) => y * (1 - y));

    [Fact]
    public void Tanh_agrees_with_its_formula() => CheckActivation<Tanh>(Math.Tanh, (_, y) => 1 - (y * y));

    [Fact]
    public void Leaky_relu_agrees_with_its_formula() =>
        CheckActivation<LeakyRelu<Fifth>>(x => x > 0 ? x : Fifth.Value * x, (x, _) => x > 0 ? 1 : Fifth.Value);

    [Fact]
    public void Elu_agrees_with_its_formula() =>
        CheckActivation<Elu>(x => x > 0 ? x : ExpMinusOne(x), (x, _) => x > 0 ? 1 : Math.Exp(x));

    [Fact]
    public void Softplus_agrees_with_its_formula() => CheckActivation<Softplus>(
        x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), (x, _) => 1 / (1 + Math.Exp(-x)));

    [Fact]
    public void Gelu_agrees_with_its_formula() => CheckActivation<Gelu>(
        x => x * Distribution(x), (x, _) => Distribution(x) + (x * Density(x)), keepsInput: true);

    [Fact]
    public void Chains_agree_with_their_formulas()
    {
        CheckActivation<Chain<Sigmoid, Tanh>>(
            x => Math.Tanh(Logistic(x)),
            (x, y) => (1 - (y * y)) * Logistic(x) * (1 - Logistic(x)), keepsInput: true);
        CheckActivation<Chain<Gelu, Sigmoid>>(
            x => Logistic(x * Distribution(x)),
            (x, y) => y * (1 - y) * (Distribution(x) + (x * Density(x))), keepsInput: true);
        CheckActivation<Chain<Chain<Tanh, LeakyRelu<Fifth>>, Gelu>>(
            x => Bent(x) * Distribution(Bent(x)),
            (x, _) => (Distribution(Bent(x)) + (Bent(x) * Density(Bent(x)))) * (x > 0 ? 1 : 0.2)
                * (1 - Math.Pow(Math.Tanh(x), 2)),
            keepsInput: true);

        static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

        static double Bent(double x) => Math.Tanh(x) * (x > 0 ? 1 : 0.2);
    }

    [Fact]
    public void Softplus_and_its_slope_keep_their_digits_far_below_0()
    {
        float[] x = [-15, -20, -30, -50, -80, -15, -20, -30, -50, -80, -15, -20, -30, -50, -80, -15, -20];
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer output = Buffer(x.Length);
            TensorBuffer gradient = Buffer([.. x.Select(_ => 1f)]);
            Activation.Forward<Softplus>(Step(machine, 1), x.Length, Buffer(x), output);
            Activation.Backward<Softplus>(Step(machine, 1), x.Length, output, gradient, gradient);
            float[] y = Read(output, x.Length);
            float[] slope = Read(gradient, x.Length);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.InRange(y[i] / LogOnePlus(Math.Exp(x[i])), 1 - FunctionTolerance, 1 + FunctionTolerance);
                Assert.InRange(slope[i] * (1 + Math.Exp(-x[i])), 1 - FunctionTolerance, 1 + FunctionTolerance);
            }
        }
    }

    [Fact]
    public void Rectifiers_of_extremes_saturate_and_of_NaN_stay_NaN()
    {
        float[] x = [float.NegativeInfinity, -1000, 1000, float.PositiveInfinity, float.NaN, 0, 1e-30f, -1e-30f];
        x = [.. x, .. x, float.NaN];
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            Assert.Equal(
                [float.NegativeInfinity, -200, 1000, float.PositiveInfinity, float.NaN, 0, 1e-30f, -2e-31f],
                Forward<LeakyRelu<Fifth>>(machine, x));
            Assert.Equal(
                [0, 0, 1000, float.PositiveInfinity, float.NaN, 0, 5e-31f, -5e-31f], Forward<Gelu>(machine, x));
            Assert.Equal(
                [-1, -1, 1000, float.PositiveInfinity, float.NaN, 0, 1e-30f, -1e-30f], Forward<Elu>(machine, x));
            float[] y = Forward<Softplus>(machine, x);
            Near([0, 0, 1000], y[..3], 1e-37);
            Assert.Equal([float.PositiveInfinity, float.NaN], y[3..5]);
            Near([Math.Log(2), Math.Log(2), Math.Log(2)], y[5..], FunctionTolerance);
        }
    }

    [Fact]
    public void Activations_of_extremes_saturate_and_of_NaN_stay_NaN()
    {
        float[] x = [float.NegativeInfinity, -1000, 1000, float.PositiveInfinity, float.NaN, 0, 1e-30f, -1e-30f];
        x = [.. x, .. x];
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer output = Buffer(16);
            Activation.Forward<Tanh>(Step(machine, 1), 16, Buffer(x), output);
            float[] y = Read(output, 16);
            Assert.Equal([-1, -1, 1, 1, float.NaN, 0, 1e-30f, -1e-30f], y.Take(8));
            Assert.Equal(y.Take(8), y.Skip(8));

            Activation.Forward<Sigmoid>(Step(machine, 1), 16, Buffer(x), output);
            Near([0, 0, 1, 1], Read(output, 4), FunctionTolerance);
            Assert.True(float.IsNaN(Read(output, 5)[4]));

            Activation.Forward<Relu>(Step(machine, 1), 16, Buffer(x), output);
            Assert.Equal([0, 0, 1000, float.PositiveInfinity, float.NaN, 0, 1e-30f, 0], Read(output, 8));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    public void Bias_is_added_to_each_channel_and_its_gradient_is_their_sum(int area)
    {
        const int count = 9, channels = 21;
        float[] x = Random(count * channels * area, 1);
        float[] bias = Random(channels, 2);
        double[] y = [.. x.Select((value, i) => (double)value + bias[i / area % channels])];
        double[] gradient = new double[channels];
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i / area % channels] += x[i];
        }

        Check([.. y, .. gradient], SumTolerance * count * area, machine =>
        {
            TensorBuffer values = Buffer(x, count);
            TensorBuffer biasGradient = Buffer(channels);
            Bias.Forward(Step(machine, count), channels, area, values, Buffer(bias));
            Bias.Backward(Step(machine, count), channels, area, Buffer(x, count), biasGradient);
            return [.. Read(values, channels * area, count), .. Read(biasGradient, channels)];
        });
    }

    [Fact]
    public void Dropout_drops_what_the_documented_mapping_says_both_ways()
    {
        const float rate = 0.3f;
        const int count = 7, size = 1_501, stream = 5;
        var random = new RandomPosition(Seed: 0x1234_5678_9ABC_DEF0, Step: 0x1_0000_0002);
        float[] x = [.. Random(count * size, 1).Select(value => value + 2)];
        double[] y = [.. x.Select((value, e) =>
        {
            PhiloxBlock block = Philox.Block(
                (uint)(e / 4), stream, 0x0000_0002, 0x0000_0001, 0x9ABC_DEF0, 0x1234_5678);
            return Philox.Uniform(block.Word(e % 4)) < rate ? 0 : value / (1 - (double)rate);
        })];
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length, 0.28, 0.32);

        Check([.. y, .. y], FunctionTolerance * 5, machine =>
        {
            var step = new CpuStep { Machine = machine, Count = count, Random = random };
            TensorBuffer output = Buffer(size, count);
            TensorBuffer inPlace = Buffer(x, count);
            Dropout.Forward(step, rate, stream, size, Buffer(x, count), output);
            Dropout.Backward(step, rate, stream, size, inPlace, inPlace);
            return [.. Read(output, size, count), .. Read(inPlace, size, count)];
        });
    }

    /// <summary>The first eight; the values repeat, and the last NaN fills no vector.</summary>
    private float[] Forward<TActivation>(Machine machine, float[] x)
        where TActivation : struct, IActivation
    {
        TensorBuffer output = Buffer(x.Length);
        Activation.Forward<TActivation>(Step(machine, 1), x.Length, Buffer(x), output);
        float[] y = Read(output, x.Length);
        Assert.Equal(y[..8], y[8..16]);
        Assert.True(float.IsNaN(y[16]));
        return y[..8];
    }

    // Kahan's, exact to double where .NET has no such function
    private static double LogOnePlus(double x) =>
        1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Marsaglia 2004: Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …); beyond ±6 it is 0 or 1 to 1e-9.</summary>
    private static double Distribution(double x)
    {
        double term = x, sum = x;
        for (int i = 3; i < 200; i += 2)
        {
            sum += term *= x * x / i;
        }

        return Math.Abs(x) > 6 ? (x > 0 ? 1 : 0) : 0.5 + (sum * Density(x));
    }

    private static double ExpMinusOne(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    private readonly struct Fifth : ISlope
    {
        public static float Value => 0.2f;
    }

    /// <param name="keepsInput">Whether the slope follows from the input; it may then be as near to 0 as it
    /// likes.</param>
    private void CheckActivation<TActivation>(
        Func<double, double> function, Func<double, double, double> derivative, bool keepsInput = false)
        where TActivation : struct, IActivation
    {
        float[] x = [.. Random(Count * Size, 1).Select((value, i) => value * MathF.Pow(2, (i % 20) - 14))];
        float[] dy = Random(Count * Size, 2);
        double[] y = [.. x.Select(value => function(value))];
        double[] dx = [.. dy.Select((gradient, i) => gradient * derivative(x[i], y[i]))];
        Check([.. y, .. dx], FunctionTolerance * 30, machine =>
        {
            CpuStep step = Step(machine, Count);
            TensorBuffer output = Buffer(Size, Count);
            TensorBuffer gradient = Buffer(dy, Count);
            TensorBuffer input = Buffer(x, Count);
            Activation.Forward<TActivation>(step, Size, input, output);
            Activation.Backward<TActivation>(step, Size, keepsInput ? input : output, gradient, gradient);
            float[] results = Read(output, Size, Count);
            for (int i = 0; i < results.Length; i++)
            {
                double error = Math.Abs(results[i] - y[i]);
                double allowed = FunctionTolerance * (keepsInput ? Math.Max(Math.Abs(y[i]), 1e-2) : Math.Abs(y[i]));
                Assert.True(error <= allowed, $"f({x[i]}) was {results[i]}, not {y[i]}.");
            }

            return [.. results, .. Read(gradient, Size, Count)];
        });
    }
}
