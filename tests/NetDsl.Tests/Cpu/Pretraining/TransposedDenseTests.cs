using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu.Pretraining;

public sealed class TransposedDenseTests : KernelTest
{
    [Theory]
    [InlineData(128, 100, 130)]
    [InlineData(13, 1100, 33)]
    [InlineData(1, 100, 784)]
    public void Transposed_dense_of_a_known_shape_agrees_with_plain_loops(int count, int inputs, int outputs) =>
        CheckShape(count, inputs, outputs);

    [Fact]
    public void Transposed_dense_of_any_shape_agrees_with_plain_loops() => Sample(
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 70], Gen.Int[1, 70]),
        sample => CheckShape(sample.Item1, sample.Item2, sample.Item3),
        20);

    private void CheckShape(int count, int inputs, int outputs)
    {
        AnyDense.Inputs = inputs;
        AnyDense.Outputs = outputs;
        float[] x = Random(count * inputs, 1);
        float[] w = Random(inputs * outputs, 2);
        float[] bias = Random(outputs, 3);
        float[] dy = Random(count * outputs, 4);
        float[] given = Random(w.Length, 5);
        double[] z = References.Multiply(
            count, outputs, inputs, (n, k) => x[(n * inputs) + k], (k, o) => w[(k * outputs) + o]);
        double[] y = [.. z.Select((value, i) => Math.Tanh(value + bias[i % outputs]))];
        Check(y, SumTolerance * (inputs + 1), machine =>
        {
            TensorBuffer output = Buffer(outputs, count);
            TransposedDense.Forward<AnyDense, Tanh>(
                Step(machine, count), Buffer(x, count), Buffer(w), Buffer(bias), output);
            return Read(output, outputs, count);
        });

        double[] dz = [.. dy.Select((gradient, i) => gradient * (1 - (y[i] * y[i])))];
        double[] dw = References.Multiply(
            inputs, outputs, count, (i, n) => x[(n * inputs) + i], (n, o) => dz[(n * outputs) + o]);
        double[] added = [.. dw.Zip(given, (gradient, before) => before + gradient)];
        double[] db = References.Multiply(1, outputs, count, (_, _) => 1, (n, o) => dz[(n * outputs) + o]);
        double[] dx = References.Multiply(
            count, inputs, outputs, (n, o) => dz[(n * outputs) + o], (o, i) => w[(i * outputs) + o]);
        float[] kept = [.. y.Select(value => (float)value)];
        Check([.. dw, .. added, .. db, .. dx, .. dz], SumTolerance * (count + outputs + 1), machine =>
        {
            TensorBuffer weightsGradient = Buffer(dw.Length);
            TensorBuffer addedGradient = Buffer(given);
            TensorBuffer biasGradient = Buffer(db.Length);
            TensorBuffer inputGradient = Buffer(inputs, count);
            TensorBuffer outputGradient = Buffer(dy, count);
            TransposedDense.Backward<AnyDense, Tanh>(
                Step(machine, count), Buffer(x, count), Buffer(w), Buffer(kept, count), outputGradient,
                weightsGradient, biasGradient, inputGradient);
            TransposedDense.Backward<AnyDense, Tanh>(
                Step(machine, count), Buffer(x, count), Buffer(w), Buffer(kept, count), Buffer(dy, count),
                addedGradient, biasGradient, inputGradient: default, adds: true);
            return
            [
                .. Read(weightsGradient, dw.Length),
                .. Read(addedGradient, dw.Length),
                .. Read(biasGradient, db.Length),
                .. Read(inputGradient, inputs, count),
                .. Read(outputGradient, outputs, count),
            ];
        });
    }
}
