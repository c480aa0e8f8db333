using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>A deconvolution is the transpose of a convolution: its outputs are that one's input gradients, and the
/// other way round.</summary>
public sealed class DeconvolutionTests : KernelTest
{
    [Theory]
    [MemberData(nameof(ConvolutionTests.Shapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.LargeShapes), MemberType = typeof(ConvolutionTests))]
    public void Deconvolution_transposes_a_convolution(int count, int[] sizes) =>
        CheckShape(count, ConvolutionTests.Sizes(sizes));

    [Fact]
    public void Deconvolution_reads_and_writes_parts_of_other_tensors() =>
        CheckShape(3, new WindowSizes(3, 9, 7, 5, 3, 3, 2, 1, 1, 1, 5, 7), inputGap: 3, outputGap: 5);

    /// <param name="sizes">The convolution's: what it gives, the deconvolution reads.</param>
    private void CheckShape(int count, WindowSizes sizes, int inputGap = 0, int outputGap = 0)
    {
        AnyConvolution.Sizes = sizes;
        float[] x = Random(count * sizes.OutputSize, 1);
        float[] w = Random(sizes.Filters * sizes.Taps, 2);
        float[] bias = Random(sizes.Channels, 3);
        float[] dy = Random(count * sizes.InputSize, 4);
        int area = sizes.Height * sizes.Width;
        double[] product = References.ConvolveBackward(
            sizes, count, new double[dy.Length], References.ToDouble(w), References.ToDouble(x)).Input;
        double[] y = [.. product.Select((value, i) => Math.Tanh(value + bias[i / area % sizes.Channels]))];
        Check(y, SumTolerance * (sizes.Taps * sizes.Filters + 1), machine =>
        {
            TensorBuffer output = Buffer(sizes.InputSize, count, outputGap);
            Deconvolution.Forward<TransposedShape<AnyConvolution>, Tanh>(
                Step(machine, count), Buffer(x, count, inputGap), Buffer(w), Buffer(bias), output);
            return Read(output, sizes.InputSize, count);
        });

        double[] dz = [.. dy.Select((gradient, i) => gradient * (1 - (y[i] * y[i])))];
        double[] db = new double[sizes.Channels];
        for (int i = 0; i < dz.Length; i++)
        {
            db[i / area % sizes.Channels] += dz[i];
        }

        double[] dw = References.ConvolveBackward(
            sizes, count, dz, References.ToDouble(w), References.ToDouble(x)).Weights;
        double[] dx = References.Convolve(sizes, count, dz, References.ToDouble(w), []);
        Check([.. dz, .. dw, .. db, .. dx], SumTolerance * (count * sizes.InputSize + sizes.Taps), machine =>
        {
            TensorBuffer outputGradient = Buffer(dy, count, outputGap);
            TensorBuffer weightsGradient = Buffer(dw.Length);
            TensorBuffer biasGradient = Buffer(db.Length);
            TensorBuffer inputGradient = Buffer(sizes.OutputSize, count, inputGap);
            Deconvolution.Backward<TransposedShape<AnyConvolution>, Tanh>(
                Step(machine, count), Buffer(x, count, inputGap), Buffer(w),
                Buffer([.. y.Select(value => (float)value)], count), outputGradient,
                weightsGradient, biasGradient, inputGradient);
            return
            [
                .. Read(outputGradient, sizes.InputSize, count),
                .. Read(weightsGradient, dw.Length),
                .. Read(biasGradient, db.Length),
                .. Read(inputGradient, sizes.OutputSize, count),
            ];
        });
    }
}
