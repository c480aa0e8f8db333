namespace NetDsl.Gpu.Tests;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [OpenClData(32)]
    [OpenClData(64)]
    [OpenClData(256)]
    public void Forward_and_backward_equal_naive_loops(int groupSize)
    {
        Check<Smallest, Identity>(groupSize, batch: 1);
        Check<Uneven, Relu>(groupSize, batch: 3);
        Check<Same, Tanh>(groupSize, batch: 2);
        Check<Dilated, Sigmoid>(groupSize, batch: 2);
        Check<EachChannel, Tanh>(groupSize, batch: 2);
        Check<TwoGroups, Relu>(groupSize, batch: 2);
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
        Check<EachChannel, Tanh>(groupSize: 2, batch: 2, scale: 1, inputGap, outputGap, gradientGap);
        Check<TwoGroups, Tanh>(groupSize: 2, batch: 2, scale: 1, inputGap, outputGap, gradientGap);
    }

    [Fact]
    public void A_deconvolution_transposes_a_convolution()
    {
        CheckTransposed<Smallest>(batch: 1);
        CheckTransposed<Uneven>(batch: 2);
        CheckTransposed<Same>(batch: 2);
        CheckTransposed<Dilated>(batch: 2);
        CheckTransposed<TwoGroups>(batch: 2);
        CheckTransposed<EachChannel>(batch: 2);
    }

    [Fact]
    public void A_missing_bias_adds_nothing_and_a_missing_gradient_is_not_computed()
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        var (input, weights, gradient) = (rig.Upload([3]), rig.UploadParameter([2]), rig.Upload([5]));
        var output = rig.Empty(1);
        Convolution.Forward<Smallest, Relu>(rig.Step, input, weights, bias: default, output);
        Assert.Equal([6f], rig.Download(output));
        var weightsGradient = rig.EmptyParameter(1);
        Convolution.Backward<Smallest, Relu>(
            rig.Step, input, weights, output, gradient, weightsGradient, biasGradient: default, inputGradient: default);
        Assert.Equal([15f], rig.Download(weightsGradient));
    }

    /// <summary>Of all three images at once, or of one or two at a time.</summary>
    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(100, 2)]
    [InlineData(1, 4)]
    public void Maxima_of_a_convolution_are_those_of_a_pooling_behind_it(int floatsAtOnce, int gap)
    {
        const int batch = 3;
        using var rig = new Rig(groupSize: 2, batch, gap: gap);
        var input = rig.Upload(Values.Random(1, batch * 72));
        var (weights, bias) = (rig.UploadParameter(Values.Random(2, 54)), rig.UploadParameter(Values.Random(3, 3)));
        var (whole, maxima, choice) = (rig.Empty(batch * 48), rig.Empty(batch * 12), rig.Empty(batch * 12));
        Convolution.Forward<TinyProgram.C1Shape, Tanh>(rig.Step, input, weights, bias, whole);
        MaxPooling.Forward<TinyProgram.PoolShape, Relu>(rig.Step, whole, maxima, choice);

        var (pooled, chosen) = (rig.Empty(batch * 12), rig.Empty(batch * 12));
        Convolution.ForwardPooled<TinyProgram.C1Shape, Tanh, TinyProgram.PoolShape, Relu>(
            rig.Step, input, weights, bias, pooled, chosen, floatsAtOnce);
        Assert.Equal(rig.Download(maxima), rig.Download(pooled));
        Assert.Equal(rig.Download(choice), rig.Download(chosen));
        Convolution.ForwardPooled<TinyProgram.C1Shape, Tanh, TinyProgram.PoolShape, Relu>(
            rig.Step, input, weights, bias, pooled, choice: default);
        Assert.Equal(rig.Download(maxima), rig.Download(pooled));
    }

    private static void CheckTransposed<TShape>(int batch)
        where TShape : struct, IConvolutionShape
    {
        var naive = NaiveConvolution.Compute<TShape, Identity>(batch);
        using var rig = new Rig(groupSize: 2, batch);
        float[] bias = Values.Random(5, TShape.Channels);
        int area = TShape.Height * TShape.Width;
        var shifted = naive.Dx.Select((value, i) => Math.Tanh(value + bias[i / area % TShape.Channels]));
        int outputArea = TShape.OutputHeight * TShape.OutputWidth;
        var unshifted = naive.Y.Select((value, i) => value - naive.B[i / outputArea % TShape.Filters]);
        var (input, gradient) = (rig.Upload(naive.Dy, gap: 1), rig.Upload(naive.X, gap: 3));
        var (weights, output) = (rig.UploadParameter(naive.W), rig.Empty(naive.X.Length, gap: 2));
        Deconvolution.Forward<TransposedShape<TShape>, Tanh>(
            rig.Step, input, weights, rig.UploadParameter(bias), output);
        Values.Equal([.. shifted], rig.Download(output));
        var (dInput, dWeights) = (rig.Empty(naive.Y.Length, gap: 3), rig.EmptyParameter(naive.W.Length));
        var dBias = rig.EmptyParameter(TShape.Channels);
        Deconvolution.Backward<TransposedShape<TShape>, Identity>(
            rig.Step, input, weights, output: default, gradient, dWeights, dBias, dInput);
        Values.Equal(naive.Dw, rig.Download(dWeights));
        Values.Equal([.. unshifted], rig.Download(dInput));
        var sums = Enumerable.Range(0, TShape.Channels).Select(
            channel => naive.X.Where((_, i) => i / area % TShape.Channels == channel).Sum(value => (double)value));
        Values.Equal([.. sums], rig.Download(dBias));
    }

    private static void Check<TShape, TActivation>(
        int groupSize, int batch, float scale = 1, int inputGap = 0, int outputGap = 0, int gradientGap = 0)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        var naive = NaiveConvolution.Compute<TShape, TActivation>(batch);
        using var rig = new Rig(groupSize, batch);
        var (weights, bias) = (rig.UploadParameter(naive.W), rig.UploadParameter(naive.B));
        var (input, dInput) = (rig.Upload(naive.X, inputGap), rig.Empty(naive.X.Length, gradientGap));
        var (output, gradient) = (rig.Empty(naive.Y.Length, outputGap), rig.Upload(naive.Dy, gradientGap));
        var (dWeights, dBias) = (rig.EmptyParameter(naive.W.Length), rig.EmptyParameter(naive.B.Length));
        Convolution.Forward<TShape, TActivation>(rig.Step, input, weights, bias, output);
        Convolution.Backward<TShape, TActivation>(rig.Step, input, weights, output, gradient, dWeights, dBias, dInput);
        Values.Equal(naive.Y, rig.Download(output));
        Values.Equal(naive.Dz, rig.Download(gradient));
        Values.Equal(naive.Dx, rig.Download(dInput));
        Values.Equal(naive.Dw, rig.Download(dWeights), scale * Values.Tolerance);
        Values.Equal(naive.Db, rig.Download(dBias), scale * Values.Tolerance);
    }
}
