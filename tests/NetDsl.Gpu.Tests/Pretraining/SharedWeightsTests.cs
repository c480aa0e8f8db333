namespace NetDsl.Gpu.Tests.Pretraining;

/// <summary>Weights that two layers have: transposed, and with the gradient of both.</summary>
public sealed class SharedWeightsTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 5, 3)]
    [InlineData(2, 5, 4)]
    [OpenClData(32, 5, 4)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 3, 0)]
    public void Transposed_dense_equals_naive_loops(int groupSize, int batch, int gap)
    {
        CheckTransposed<DenseTests.OneToOne, Identity>(groupSize, batch, gap);
        CheckTransposed<DenseTests.FourToEight, Relu>(groupSize, batch, gap);
        CheckTransposed<DenseTests.SeventeenToThree, Sigmoid>(groupSize, batch, gap);
        CheckTransposed<DenseTests.WiderThanATile, Tanh>(groupSize, batch, gap);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 0)]
    [OpenClData(256, 4)]
    public void Layers_add_to_the_gradient_of_their_weights(int groupSize, int gap)
    {
        const int batch = 2;
        CheckSum(
            groupSize, batch, gap, DenseTests.SeventeenToThree.Inputs, DenseTests.SeventeenToThree.Outputs, 51,
            (rig, x, w, dy, dw, adds) => Dense.Backward<DenseTests.SeventeenToThree, Identity>(
                rig.Step, x, w, output: default, dy, dw, biasGradient: default, inputGradient: default, adds));
        CheckConvolution<Uneven>(groupSize, batch, gap);
        CheckConvolution<TwoGroups>(groupSize, batch, gap);
        CheckConvolution<EachChannel>(groupSize, batch, gap);
        CheckConvolution<TransposedShape<Uneven>>(groupSize, batch, gap, isTransposed: true);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 4)]
    [OpenClData(32, 3, 4)]
    [OpenClData(64, 1, 0)]
    [OpenClData(256, 3, 4)]
    public void Dense_computes_a_tied_decoders_part_of_the_gradient(int groupSize, int batch, int gap)
    {
        const int inputs = 17, outputs = 3;
        float[] codes = Values.Random(5, batch * outputs);
        float[] decoded = Values.Random(6, batch * inputs);
        using var rig = new Rig(groupSize, batch, gap: gap);
        var (x, dy) = (rig.Upload(Values.Random(1, batch * inputs)), rig.Upload(Values.Random(2, batch * outputs)));
        var w = rig.UploadParameter(Values.Random(3, inputs * outputs));
        var (own, sum) = (rig.EmptyParameter(inputs * outputs), rig.EmptyParameter(inputs * outputs));
        Dense.Backward<DenseTests.SeventeenToThree, Identity>(
            rig.Step, x, w, output: default, dy, own, biasGradient: default, inputGradient: default);
        Dense.Backward<DenseTests.SeventeenToThree, Identity>(
            rig.Step, x, w, output: default, dy, sum, biasGradient: default, inputGradient: default,
            codes: rig.Upload(codes), decodedGradient: rig.Upload(decoded));

        double[] expected = [.. rig.Download(own).Select(value => (double)value)];
        for (int n = 0; n < batch; n++)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += (double)codes[(n * outputs) + (i / inputs)] * decoded[(n * inputs) + (i % inputs)];
            }
        }

        Values.Equal(expected, rig.Download(sum));
    }

    private delegate void Backward(Rig rig, GpuBuffer x, GpuBuffer w, GpuBuffer dy, GpuBuffer dw, bool adds);

    private static void CheckConvolution<TShape>(int groupSize, int batch, int gap, bool isTransposed = false)
        where TShape : struct, IConvolutionShape
        => CheckSum(
            groupSize, batch, gap, TShape.Channels * TShape.Height * TShape.Width,
            TShape.Filters * TShape.OutputHeight * TShape.OutputWidth,
            TShape.Filters * TShape.Channels / TShape.Groups * TShape.WindowHeight * TShape.WindowWidth,
            (rig, x, w, dy, dw, adds) =>
            {
                if (isTransposed)
                {
                    Deconvolution.Backward<TShape, Identity>(
                        rig.Step, x, w, output: default, dy, dw, biasGradient: default, inputGradient: default, adds);
                }
                else
                {
                    Convolution.Backward<TShape, Identity>(
                        rig.Step, x, w, output: default, dy, dw, biasGradient: default, inputGradient: default, adds);
                }
            });

    /// <summary>What a kernel adds is what it writes otherwise.</summary>
    private static void CheckSum(
        int groupSize, int batch, int gap, int inputs, int outputs, int weights, Backward backward)
    {
        using var rig = new Rig(groupSize, batch, gap: gap);
        float[] given = Values.Random(4, weights);
        var (x, dy) = (rig.Upload(Values.Random(1, batch * inputs)), rig.Upload(Values.Random(2, batch * outputs)));
        var w = rig.UploadParameter(Values.Random(3, weights));
        var (written, sum) = (rig.EmptyParameter(weights), rig.UploadParameter(given));
        backward(rig, x, w, dy, written, false);
        backward(rig, x, w, dy, sum, true);
        Values.Equal(
            [.. rig.Download(written).Zip(given, (gradient, before) => (double)gradient + before)],
            rig.Download(sum));
    }

    private static void CheckTransposed<TShape, TActivation>(int groupSize, int batch, int gap)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        (int inputs, int outputs) = (TShape.Inputs, TShape.Outputs);
        float[] x = Values.Random(1, batch * inputs);
        float[] w = Values.Random(2, inputs * outputs);
        float[] b = Values.Random(3, outputs);
        float[] dy = Values.Random(4, batch * outputs);
        float[] given = Values.Random(5, w.Length);
        var (y, dz) = (new double[dy.Length], new double[dy.Length]);
        var (dx, dw, db) = (new double[x.Length], new double[w.Length], new double[outputs]);
        for (int n = 0; n < batch; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = b[o];
                for (int i = 0; i < inputs; i++)
                    sum += (double)x[n * inputs + i] * w[i * outputs + o];
                int at = n * outputs + o;
                y[at] = TActivation.Apply((float)sum);
                dz[at] = dy[at] * TActivation.Derivative((float)y[at]);
                db[o] += dz[at];
                for (int i = 0; i < inputs; i++)
                {
                    dx[n * inputs + i] += dz[at] * w[i * outputs + o];
                    dw[i * outputs + o] += dz[at] * x[n * inputs + i];
                }
            }
        }

        using var rig = new Rig(groupSize, batch, gap: gap);
        var (input, weights, bias) = (rig.Upload(x), rig.UploadParameter(w), rig.UploadParameter(b));
        var (output, gradient) = (rig.Empty(y.Length), rig.Upload(dy));
        var (dInput, dWeights) = (rig.Empty(dx.Length), rig.UploadParameter(given));
        var dBias = rig.EmptyParameter(db.Length);
        TransposedDense.Forward<TShape, TActivation>(rig.Step, input, weights, bias, output);
        TransposedDense.Backward<TShape, TActivation>(
            rig.Step, input, weights, output, gradient, dWeights, dBias, dInput, adds: true);
        Values.Equal(y, rig.Download(output));
        Values.Equal(dz, rig.Download(gradient));
        Values.Equal(dx, rig.Download(dInput));
        Values.Equal([.. dw.Zip(given, (value, before) => value + before)], rig.Download(dWeights));
        Values.Equal(db, rig.Download(dBias));
    }
}
