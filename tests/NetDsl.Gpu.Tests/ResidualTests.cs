namespace NetDsl.Gpu.Tests;

/// <summary>Dense layers and convolutions that add another tensor before the activation.</summary>
public sealed class ResidualTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 8)]
    [InlineData(3, 0)]
    [InlineData(0, 5)]
    public void Convolution_adds_a_tensor_in_another_place_or_in_the_outputs(int outputGap, int residualGap)
    {
        CheckConvolution<Smallest>(batch: 1, outputGap, residualGap);
        CheckConvolution<Uneven>(batch: 3, outputGap, residualGap);
        CheckConvolution<Same>(batch: 2, outputGap, residualGap);
        CheckConvolution<EachChannel>(batch: 2, outputGap, residualGap);
        CheckConvolution<TwoGroups>(batch: 2, outputGap, residualGap);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 8)]
    [InlineData(3, 0)]
    [InlineData(0, 5)]
    public void Dense_adds_a_tensor(int outputGap, int residualGap)
    {
        CheckDense<DenseTests.OneToOne>(batch: 1, outputGap, residualGap);
        CheckDense<DenseTests.FourToEight>(batch: 3, outputGap, residualGap);
        CheckDense<DenseTests.SeventeenToThree>(batch: 2, outputGap, residualGap);
    }

    private static void CheckConvolution<TShape>(int batch, int outputGap, int residualGap)
        where TShape : struct, IConvolutionShape
    {
        var naive = NaiveConvolution.Compute<TShape, Identity>(batch);
        float[] residual = Values.Random(5, naive.Y.Length);
        double[] expected = [.. naive.Y.Select((value, i) => Math.Tanh(value + residual[i]))];
        using var rig = new Rig(groupSize: 2, batch);
        var (input, weights, bias) = (rig.Upload(naive.X, 1), rig.UploadParameter(naive.W), rig.UploadParameter(naive.B));
        var (added, output) = (rig.Upload(residual, residualGap), rig.Empty(residual.Length, outputGap));
        Convolution.Forward<TShape, Tanh>(rig.Step, input, weights, bias, added, output);
        Values.Equal(expected, rig.Download(output));
        Convolution.Forward<TShape, Tanh>(rig.Step, input, weights, bias, added, added);
        Values.Equal(expected, rig.Download(added));
    }

    private static void CheckDense<TShape>(int batch, int outputGap, int residualGap)
        where TShape : struct, IDenseShape
    {
        float[] x = Values.Random(1, batch * TShape.Inputs), w = Values.Random(2, TShape.Outputs * TShape.Inputs);
        float[] residual = Values.Random(3, batch * TShape.Outputs);
        var expected = new double[residual.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            int first = i / TShape.Outputs * TShape.Inputs;
            double sum = residual[i];
            for (int k = 0; k < TShape.Inputs; k++)
                sum += (double)x[first + k] * w[i % TShape.Outputs * TShape.Inputs + k];
            expected[i] = Math.Max(0, sum);
        }

        using var rig = new Rig(groupSize: 2, batch);
        var output = rig.Empty(residual.Length, outputGap);
        Dense.Forward<TShape, Relu>(
            rig.Step, rig.Upload(x, 1), rig.UploadParameter(w), bias: default, rig.Upload(residual, residualGap), output);
        Values.Equal(expected, rig.Download(output));
    }
}
