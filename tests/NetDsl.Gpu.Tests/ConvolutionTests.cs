namespace NetDsl.Gpu.Tests;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Forward_and_backward_equal_naive_loops(int groupSize)
    {
        Check<Smallest, Identity>(groupSize, batch: 1);
        Check<Uneven, Relu>(groupSize, batch: 3);
        Check<Same, Tanh>(groupSize, batch: 2);
    }

    [Fact]
    public void Gradients_summed_in_parts_equal_naive_loops()
        => Check<ManyPixels, Sigmoid>(groupSize: 2, batch: 24, scale: 20);

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(0, 4, 0)]
    [InlineData(8, 0, 4)]
    public void Parts_of_other_tensors_are_read_and_written_alone(int inputGap, int outputGap, int gradientGap)
    {
        Check<Uneven, Tanh>(groupSize: 2, batch: 3, scale: 1, inputGap, outputGap, gradientGap);
        Check<Same, Tanh>(groupSize: 2, batch: 2, scale: 1, inputGap, outputGap, gradientGap);
    }

    [Fact]
    public void A_missing_bias_adds_nothing_and_a_missing_gradient_is_not_computed()
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        var (input, weights, gradient) = (rig.Upload([3]), rig.Upload([2]), rig.Upload([5]));
        var output = rig.Empty(1);
        Convolution.Forward<Smallest, Relu>(rig.Step, input, weights, bias: default, output);
        Assert.Equal([6f], rig.Download(output));
        var weightsGradient = rig.Empty(1);
        Convolution.Backward<Smallest, Relu>(
            rig.Step, input, weights, output, gradient, weightsGradient, biasGradient: default, inputGradient: default);
        Assert.Equal([15f], rig.Download(weightsGradient));
    }

    private static void Check<TShape, TActivation>(
        int groupSize, int batch, float scale = 1, int inputGap = 0, int outputGap = 0, int gradientGap = 0)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        var naive = NaiveConvolution.Compute<TShape, TActivation>(batch);
        using var rig = new Rig(groupSize, batch);
        var (input, weights, bias) = (rig.Upload(naive.X, inputGap), rig.Upload(naive.W), rig.Upload(naive.B));
        var (inputs, outputs) = (naive.X.Length / batch, naive.Y.Length / batch);
        var (output, gradient) = (rig.Empty(outputs, outputGap), rig.Upload(naive.Dy, gradientGap));
        var (dInput, dWeights) = (rig.Empty(inputs, gradientGap), rig.Empty(naive.W.Length));
        var dBias = rig.Empty(naive.B.Length);
        Convolution.Forward<TShape, TActivation>(rig.Step, input, weights, bias, output);
        Convolution.Backward<TShape, TActivation>(rig.Step, input, weights, output, gradient, dWeights, dBias, dInput);
        Values.Equal(naive.Y, rig.Download(output, outputs));
        Values.Equal(naive.Dz, rig.Download(gradient, outputs));
        Values.Equal(naive.Dx, rig.Download(dInput, inputs));
        Values.Equal(naive.Dw, rig.Download(dWeights), scale * Values.Tolerance);
        Values.Equal(naive.Db, rig.Download(dBias), scale * Values.Tolerance);
    }
}
