using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>Dense layers and convolutions that add another tensor before the activation.</summary>
public sealed class ResidualTests : KernelTest
{
    [Theory]
    [MemberData(nameof(ConvolutionTests.Shapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.LargeShapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.FilterwiseShapes), MemberType = typeof(ConvolutionTests))]
    public void Convolution_adds_a_tensor_in_another_place(int count, int[] sizes)
    {
        CheckConvolution(count, sizes, outputGap: 0, residualGap: 0, isInPlace: false);
        CheckConvolution(count, sizes, outputGap: 3, residualGap: 5, isInPlace: false);
    }

    [Theory]
    [MemberData(nameof(ConvolutionTests.Shapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.LargeShapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.FilterwiseShapes), MemberType = typeof(ConvolutionTests))]
    public void Convolution_adds_the_tensor_that_lies_where_its_output_will(int count, int[] sizes) =>
        CheckConvolution(count, sizes, outputGap: 2, residualGap: 2, isInPlace: true);

    [Theory]
    [InlineData(3, 5, 7, 0, 0)]
    [InlineData(1, 784, 100, 0, 0)]
    [InlineData(100, 20, 300, 4, 1)]
    [InlineData(13, 1100, 33, 0, 2)]
    public void Dense_adds_a_tensor(int count, int inputs, int outputs, int outputGap, int residualGap)
    {
        (AnyDense.Inputs, AnyDense.Outputs) = (inputs, outputs);
        float[] x = Random(count * inputs, 1), w = Random(outputs * inputs, 2), bias = Random(outputs, 3);
        float[] r = Random(count * outputs, 4);
        double[] product = References.Multiply(
            count, outputs, inputs, (n, k) => x[(n * inputs) + k], (k, o) => w[(o * inputs) + k]);
        foreach (bool hasBias in (bool[])[true, false])
        {
            double[] y = [.. product.Select((value, i) =>
                Math.Tanh(value + r[i] + (hasBias ? bias[i % outputs] : 0)))];
            Check(y, SumTolerance * (inputs + 1), machine =>
            {
                TensorBuffer output = Buffer(outputs, count, outputGap);
                Dense.Forward<AnyDense, Tanh>(
                    Step(machine, count), Buffer(x, count), Buffer(w), hasBias ? Buffer(bias) : default,
                    Buffer(r, count, residualGap), output);
                return Read(output, outputs, count);
            });
        }
    }

    private void CheckConvolution(int count, int[] values, int outputGap, int residualGap, bool isInPlace)
    {
        var sizes = ConvolutionTests.Sizes(values);
        AnyConvolution.Sizes = sizes;
        float[] x = Random(count * sizes.InputSize, 1), w = Random(sizes.Filters * sizes.Taps, 2);
        float[] bias = Random(sizes.Filters, 3), r = Random(count * sizes.OutputSize, 4);
        foreach (bool hasBias in (bool[])[true, false])
        {
            double[] z = References.Convolve(
                sizes, count, References.ToDouble(x), References.ToDouble(w),
                References.ToDouble(hasBias ? bias : new float[bias.Length]));
            double[] y = [.. z.Select((value, i) => Math.Tanh(value + r[i]))];
            foreach (ConvolutionWay? way in (ConvolutionWay?[])[.. ConvolutionTests.Ways(sizes), null])
            {
                // flat and by blocks, only the layer itself, null, takes tensors that lie apart differently
                int gap = way is ConvolutionWay.Flat or ConvolutionWay.Blocks ? outputGap : residualGap;
                Check(y, SumTolerance * (sizes.Taps + 1), machine =>
                {
                    TensorBuffer residual = Buffer(r, count, gap);
                    TensorBuffer output = isInPlace ? residual : Buffer(sizes.OutputSize, count, outputGap);
                    Forward(
                        way, Step(machine, count), Buffer(x, count), Buffer(w), hasBias ? Buffer(bias) : default,
                        residual, output);
                    return Read(output, sizes.OutputSize, count);
                });
            }
        }
    }

    private static void Forward(
        ConvolutionWay? way,
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer residual,
        TensorBuffer output)
    {
        using var kept = new KeptWeights();
        step.Machine.IsFilterwise = way is { } one && ConvolutionTests.IsFilterwise(one);
        switch (way)
        {
            case ConvolutionWay.Blocks:
                ConvolutionBlocks.Forward<AnyConvolution, Tanh>(step, input, weights, bias, output, residual);
                break;
            case ConvolutionWay.Flat:
                FlatConvolution.Forward<AnyConvolution, Tanh>(step, input, weights, bias, output, residual);
                break;
            case ConvolutionWay.Filterwise:
                FilterwiseConvolution<AnyConvolution>.Forward<Tanh>(
                    step with { Kept = kept }, input, weights, bias, residual, output);
                break;
            case ConvolutionWay.Winograd or ConvolutionWay.WinogradFilterwise:
                WinogradConvolution<AnyConvolution>.Forward<Tanh>(step, input, weights, bias, residual, output);
                break;
            default:
                Convolution.Forward<AnyConvolution, Tanh>(step, input, weights, bias, residual, output);
                break;
        }
    }
}
