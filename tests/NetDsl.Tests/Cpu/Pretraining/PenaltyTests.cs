using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu.Pretraining;

/// <summary>Penalties against their formulas in double, their gradients against finite differences of those.</summary>
public sealed unsafe class PenaltyTests : KernelTest
{
    private const double Difference = 1e-5;

    [Theory]
    [InlineData(5, 37, 1)]
    [InlineData(130, 300, 1)]
    [InlineData(4, 3, 35)]
    public void Sparsity_draws_the_mean_of_each_unit_to_the_target(int count, int channels, int area)
    {
        const float target = 0.05f, weight = 3;
        int size = channels * area;
        float[] codes = [.. Random(count * size, 1).Select(value => (value + 1.1f) / 2.2f)];
        float[] given = Random(count * size, 2);
        float[] losses = Random(count, 3);
        double penalty = Penalty(References.ToDouble(codes));
        double[] expected = [.. losses.Select(loss => loss + penalty)];
        Check(expected, Math.Abs(penalty) * SumTolerance * 10, machine =>
        {
            TensorBuffer result = Buffer(losses);
            var step = new CpuStep { Machine = machine, Count = count, Losses = result.Pointer };
            SparsityPenalty.Forward(step, target, weight, channels, area, Buffer(codes, count));
            return Read(result, count);
        });

        double[] gradient = Differentiate(codes, Penalty, count * size > 1_000 ? 97 : 1);
        double[] sum = [.. gradient.Zip(given, (slope, before) => double.IsNaN(slope) ? slope : before + slope)];
        CheckWhereKnown(sum, 1e-5, machine =>
        {
            TensorBuffer result = Buffer(size, count);
            TensorBuffer inPlace = Buffer(given, count);
            CpuStep step = Step(machine, count);
            SparsityPenalty.Backward(
                step, target, weight, channels, area, Buffer(codes, count), Buffer(given, count), result);
            SparsityPenalty.Backward(
                step, target, weight, channels, area, Buffer(codes, count), inPlace, inPlace);
            float[] values = Read(result, size, count);
            Assert.Equal(values, Read(inPlace, size, count));
            return values;
        });

        double Penalty(double[] h)
        {
            var means = new double[channels];
            for (int i = 0; i < h.Length; i++)
            {
                means[i / area % channels] += h[i] / (count * area);
            }

            double value = 0;
            foreach (double mean in means)
            {
                value += (target * Math.Log(target / mean)) + ((1 - target) * Math.Log((1 - target) / (1 - mean)));
            }

            return weight * value;
        }
    }

    [Fact]
    public void Sparsity_of_dead_units_is_finite()
    {
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer losses = Buffer(0f, 0f), gradient = Buffer(new float[6], 2);
            var step = new CpuStep { Machine = machine, Count = 2, Losses = losses.Pointer };
            TensorBuffer codes = Buffer([0, 1, 0.5f, 0, 1, 0.5f], 2);
            SparsityPenalty.Forward(step, 0.1f, 1, 3, 1, codes);
            SparsityPenalty.Backward(step, 0.1f, 1, 3, 1, codes, gradient, gradient);
            Assert.All(Read(losses, 2), value => Assert.True(float.IsFinite(value)));
            Assert.All(Read(gradient, 6), value => Assert.True(float.IsFinite(value)));
            Assert.True(Read(gradient, 6)[0] < 0 && Read(gradient, 6)[1] > 0);
        }
    }

    [Fact]
    public void Contraction_is_the_norm_of_the_derivative()
    {
        CheckContraction<Sigmoid>(7, 30, 70, z => 1 / (1 + Math.Exp(-z)));
        CheckContraction<Tanh>(3, 5, 17, Math.Tanh);
        CheckContraction<Softplus>(3, 5, 17, z => Math.Log(1 + Math.Exp(z)));
        CheckContraction<Elu>(3, 5, 17, z => z > 0 ? z : Math.Exp(z) - 1);
        CheckContraction<Relu>(3, 5, 17, z => Math.Max(0, z));
        CheckContraction<Identity>(3, 5, 17, z => z);
        CheckContraction<Gelu>(3, 5, 17, z => z * Distribution(z), keepsInput: true);
        CheckContraction<Chain<Sigmoid, Tanh>>(3, 5, 17, z => Math.Tanh(1 / (1 + Math.Exp(-z))), keepsInput: true);
    }

    /// <summary>The kernels' gradients of z and of the weights against differences of the penalty, whose f′ is itself a
    /// difference of f.</summary>
    private void CheckContraction<TActivation>(
        int count, int inputs, int outputs, Func<double, double> f, bool keepsInput = false)
        where TActivation : struct, IActivation
    {
        const float strength = 0.7f;
        const double step = 1e-4;
        AnyDense.Inputs = inputs;
        AnyDense.Outputs = outputs;

        // away from where rectifiers bend
        float[] z = [.. Random(count * outputs, 1).Select(value => value + (MathF.Sign(value) * 0.1f))];
        float[] w = Random(outputs * inputs, 2);
        float[] losses = Random(count, 3), given = Random(w.Length, 4);
        float[] kept = keepsInput ? z : [.. z.Select(value => (float)f(value))];
        double[] penalties = [.. Enumerable.Range(0, count).Select(n => Of(z.Select(v => (double)v).ToArray(), w, n))];
        Check([.. penalties.Zip(losses, (value, loss) => value + loss)], SumTolerance * inputs * outputs, machine =>
        {
            TensorBuffer result = Buffer(losses);
            var pass = new CpuStep { Machine = machine, Count = count, Losses = result.Pointer };
            ContractivePenalty.Forward<AnyDense, TActivation>(pass, strength, Buffer(kept, count), Buffer(w));
            return Read(result, count);
        });

        double[] dz = Differentiate(z, values => Mean(values, w), 1);
        double[] dw = [.. w.Select((value, i) => 2 * strength * value / count
            * Enumerable.Range(0, count).Sum(n => Square(Slope(z[(n * outputs) + (i / inputs)]))))];
        double[] added = [.. dw.Zip(given, (gradient, before) => gradient + before)];
        Check([.. dz, .. dw, .. added], 2e-4, machine =>
        {
            CpuStep pass = Step(machine, count);
            TensorBuffer codes = Buffer(outputs, count), weights = Buffer(w.Length), sum = Buffer(given);
            TensorBuffer none = Buffer(new float[count * outputs], count);
            TensorBuffer before = Buffer(outputs, count);
            ContractivePenalty.Backward<AnyDense, TActivation>(
                pass, strength, Buffer(kept, count), Buffer(w), none, codes, weights);
            ContractivePenalty.Backward<AnyDense, TActivation>(
                pass, strength, Buffer(kept, count), Buffer(w), none, none, sum, adds: true);
            Activation.Backward<TActivation>(pass, outputs, Buffer(kept, count), codes, before);
            Assert.Equal(Read(codes, outputs, count), Read(none, outputs, count));
            return [.. Read(before, outputs, count), .. Read(weights, w.Length), .. Read(sum, w.Length)];
        });

        double Slope(double at) => (f(at + step) - f(at - step)) / (2 * step);

        double Of(double[] values, float[] weights, int example) => strength * Enumerable.Range(0, outputs).Sum(
            j => Square(Slope(values[(example * outputs) + j]))
                * weights.Skip(j * inputs).Take(inputs).Sum(value => (double)value * value));

        double Mean(double[] values, float[] weights) =>
            Enumerable.Range(0, count).Average(example => Of(values, weights, example));
    }

    /// <summary>Central differences at every so many values; NaN elsewhere.</summary>
    private static double[] Differentiate(float[] at, Func<double[], double> function, int every)
    {
        double[] values = References.ToDouble(at);
        var slopes = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            slopes[i] = double.NaN;
            if (i % every == 0)
            {
                double value = values[i];
                values[i] = value + Difference;
                double above = function(values);
                values[i] = value - Difference;
                slopes[i] = (above - function(values)) / (2 * Difference);
                values[i] = value;
            }
        }

        return slopes;
    }

    private void CheckWhereKnown(double[] expected, double tolerance, Func<Machine, float[]> run)
    {
        int[] known = [.. Enumerable.Range(0, expected.Length).Where(i => !double.IsNaN(expected[i]))];
        Check([.. known.Select(i => expected[i])], tolerance, machine =>
        {
            float[] values = run(machine);
            return [.. known.Select(i => values[i])];
        });
    }

    private static double Square(double value) => value * value;

    /// <summary>Marsaglia 2004: Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …).</summary>
    private static double Distribution(double x)
    {
        double term = x, sum = x;
        for (int i = 3; i < 100; i += 2)
        {
            sum += term *= x * x / i;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
