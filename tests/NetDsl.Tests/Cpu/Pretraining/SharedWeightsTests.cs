using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu.Pretraining;

/// <summary>Weights that two layers have get the gradient of both: the second adds to what the first wrote.</summary>
public sealed class SharedWeightsTests : KernelTest
{
    [Theory]
    [InlineData(3, 17, 9)]
    [InlineData(130, 30, 500)]
    public void Dense_adds_to_the_gradient_of_its_weights(int count, int inputs, int outputs)
    {
        AnyDense.Inputs = inputs;
        AnyDense.Outputs = outputs;
        float[] x = Random(count * inputs, 1);
        float[] dy = Random(count * outputs, 2);
        float[] given = Random(inputs * outputs, 3);
        double[] dw = References.Multiply(
            outputs, inputs, count, (o, n) => dy[(n * outputs) + o], (n, i) => x[(n * inputs) + i]);
        Check(Sum(given, dw), SumTolerance * (count + 1), machine =>
        {
            TensorBuffer gradient = Buffer(given);
            Dense.Backward<AnyDense, Identity>(
                Step(machine, count), Buffer(x, count), Buffer(given), output: default, Buffer(dy, count), gradient,
                biasGradient: default, inputGradient: default, adds: true);
            return Read(gradient, given.Length);
        });
    }

    [Theory]
    [MemberData(nameof(ConvolutionTests.Shapes), MemberType = typeof(ConvolutionTests))]
    [MemberData(nameof(ConvolutionTests.LargeShapes), MemberType = typeof(ConvolutionTests))]
    public void Convolutions_both_ways_add_to_the_gradient_of_their_weights(int count, int[] numbers)
    {
        WindowSizes sizes = ConvolutionTests.Sizes(numbers);
        AnyConvolution.Sizes = sizes;
        float[] image = Random(count * sizes.InputSize, 1);
        float[] response = Random(count * sizes.OutputSize, 2);
        float[] given = Random(sizes.Filters * sizes.Taps, 3);
        double[] dw = References.ConvolveBackward(
            sizes, count, References.ToDouble(image), new double[given.Length], References.ToDouble(response)).Weights;
        double[] sum = Sum(given, dw);
        Check([.. sum, .. sum], SumTolerance * ((count * sizes.OutputSize) + 1), machine =>
        {
            TensorBuffer ofConvolution = Buffer(given);
            TensorBuffer ofTranspose = Buffer(given);
            Convolution.Backward<AnyConvolution, Identity>(
                Step(machine, count), Buffer(image, count), Buffer(given), output: default, Buffer(response, count),
                ofConvolution, biasGradient: default, inputGradient: default, adds: true);
            Deconvolution.Backward<TransposedShape<AnyConvolution>, Identity>(
                Step(machine, count), Buffer(response, count), Buffer(given), output: default, Buffer(image, count),
                ofTranspose, biasGradient: default, inputGradient: default, adds: true);
            return [.. Read(ofConvolution, given.Length), .. Read(ofTranspose, given.Length)];
        });
    }

    private static double[] Sum(float[] given, double[] gradient) =>
        [.. gradient.Zip(given, (value, before) => before + value)];
}
