using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class DenseTests : KernelTest
{
    [Theory]
    [InlineData(128, 100, 130)]
    [InlineData(13, 1100, 33)]
    [InlineData(1, 784, 100)]
    [InlineData(100, 20, 300)]
    [InlineData(300, 384, 61)]
    [InlineData(410, 770, 50)]
    public void Dense_of_a_known_shape_agrees_with_plain_loops(int count, int inputs, int outputs) =>
        CheckShape(count, inputs, outputs);

    [Fact]
    public void Dense_of_any_shape_agrees_with_plain_loops() => Sample(
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 70], Gen.Int[1, 70]),
        sample => CheckShape(sample.Item1, sample.Item2, sample.Item3),
        20);

    private void CheckShape(int count, int inputs, int outputs)
    {
        AnyDense.Inputs = inputs;
        AnyDense.Outputs = outputs;
        float[] x = Random(count * inputs, 1);
        float[] w = Random(outputs * inputs, 2);
        float[] bias = Random(outputs, 3);
        float[] dy = Random(count * outputs, 4);
        double[] z = References.Multiply(
            count, outputs, inputs, (n, k) => x[(n * inputs) + k], (k, o) => w[(o * inputs) + k]);
        double[] y = [.. z.Select((value, i) => 1 / (1 + Math.Exp(-(value + bias[i % outputs]))))];
        Check(y, SumTolerance * (inputs + 1), machine =>
        {
            TensorBuffer output = Buffer(outputs, count);
            Dense.Forward<AnyDense, Sigmoid>(Step(machine, count), Buffer(x, count), Buffer(w), Buffer(bias), output);
            return Read(output, outputs, count);
        });

        double[] dz = [.. dy.Select((gradient, i) => gradient * y[i] * (1 - y[i]))];
        double[] dw = References.Multiply(
            outputs, inputs, count, (o, n) => dz[(n * outputs) + o], (n, k) => x[(n * inputs) + k]);
        double[] db = References.Multiply(1, outputs, count, (_, _) => 1, (n, o) => dz[(n * outputs) + o]);
        double[] dx = References.Multiply(
            count, inputs, outputs, (n, o) => dz[(n * outputs) + o], (o, k) => w[(o * inputs) + k]);
        float[] codes = Random(count * outputs, 5);
        float[] decoded = Random(count * inputs, 6);
        double[] ofDecoder = References.Multiply(
            outputs, inputs, count, (o, n) => codes[(n * outputs) + o], (n, k) => decoded[(n * inputs) + k]);
        double[] tied = [.. dw.Zip(ofDecoder, (own, decoders) => own + decoders)];
        Check([.. dw, .. tied, .. db, .. dx, .. dz], SumTolerance * (count + count + outputs), machine =>
        {
            TensorBuffer weightsGradient = Buffer(dw.Length);
            TensorBuffer tiedGradient = Buffer(dw.Length);
            TensorBuffer biasGradient = Buffer(db.Length);
            TensorBuffer inputGradient = Buffer(inputs, count);
            TensorBuffer outputGradient = Buffer(dy, count);
            Dense.Backward<AnyDense, Sigmoid>(
                Step(machine, count), Buffer(x, count), Buffer(w),
                Buffer([.. y.Select(value => (float)value)], count), outputGradient,
                weightsGradient, biasGradient, inputGradient);
            Dense.Backward<AnyDense, Sigmoid>(
                Step(machine, count), Buffer(x, count), Buffer(w),
                Buffer([.. y.Select(value => (float)value)], count), Buffer(dy, count), tiedGradient, biasGradient,
                inputGradient: default, codes: Buffer(codes, count), decodedGradient: Buffer(decoded, count));
            return
            [
                .. Read(weightsGradient, dw.Length),
                .. Read(tiedGradient, dw.Length),
                .. Read(biasGradient, db.Length),
                .. Read(inputGradient, inputs, count),
                .. Read(outputGradient, outputs, count),
            ];
        });
    }
}
