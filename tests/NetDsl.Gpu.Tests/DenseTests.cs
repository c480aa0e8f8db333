namespace NetDsl.Gpu.Tests;

public sealed class DenseTests
{
    internal readonly struct FourToEight : IDenseShape
    {
        public static int Inputs => 4;

        public static int Outputs => 8;
    }

    internal readonly struct OneToOne : IDenseShape
    {
        public static int Inputs => 1;

        public static int Outputs => 1;
    }

    internal readonly struct SeventeenToThree : IDenseShape
    {
        public static int Inputs => 17;

        public static int Outputs => 3;
    }

    internal readonly struct WiderThanATile : IDenseShape
    {
        public static int Inputs => 70;

        public static int Outputs => 131;
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 5, 3)]
    [InlineData(2, 5, 4)]
    [InlineData(8, 10, 0)]
    [OpenClData(32, 10, 0)]
    [OpenClData(64, 5, 4)]
    [OpenClData(256, 5, 3)]
    public void Forward_and_backward_equal_naive_loops(int groupSize, int batch, int gap)
    {
        Check<OneToOne, Identity>(groupSize, batch, gap);
        Check<FourToEight, Relu>(groupSize, batch, gap);
        Check<SeventeenToThree, Sigmoid>(groupSize, batch, gap);
        Check<WiderThanATile, Tanh>(groupSize, batch, gap);
    }

    private static void Check<TShape, TActivation>(int groupSize, int batch, int gap)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        (int inputs, int outputs) = (TShape.Inputs, TShape.Outputs);
        float[] x = Values.Random(1, batch * inputs);
        float[] w = Values.Random(2, outputs * inputs);
        float[] b = Values.Random(3, outputs);
        float[] dy = Values.Random(4, batch * outputs);
        var y = new double[batch * outputs];
        var dz = new double[batch * outputs];
        var dx = new double[batch * inputs];
        var dw = new double[outputs * inputs];
        var db = new double[outputs];
        for (int n = 0; n < batch; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = b[o];
                for (int i = 0; i < inputs; i++)
                    sum += (double)x[n * inputs + i] * w[o * inputs + i];
                int at = n * outputs + o;
                y[at] = TActivation.Apply((float)sum);
                dz[at] = dy[at] * TActivation.Derivative((float)y[at]);
                db[o] += dz[at];
                for (int i = 0; i < inputs; i++)
                {
                    dx[n * inputs + i] += dz[at] * w[o * inputs + i];
                    dw[o * inputs + i] += dz[at] * x[n * inputs + i];
                }
            }
        }

        using var rig = new Rig(groupSize, batch, gap: gap);
        var (input, weights, bias) = (rig.Upload(x), rig.UploadParameter(w), rig.UploadParameter(b));
        var (output, gradient) = (rig.Empty(y.Length), rig.Upload(dy));
        var (dInput, dWeights) = (rig.Empty(dx.Length), rig.EmptyParameter(dw.Length));
        var dBias = rig.EmptyParameter(db.Length);
        Dense.Forward<TShape, TActivation>(rig.Step, input, weights, bias, output);
        Dense.Backward<TShape, TActivation>(
            rig.Step, input, weights, output, gradient, dWeights, dBias, dInput);
        Values.Equal(y, rig.Download(output));
        Values.Equal(dz, rig.Download(gradient));
        Values.Equal(dx, rig.Download(dInput));
        Values.Equal(dw, rig.Download(dWeights));
        Values.Equal(db, rig.Download(dBias));
    }
}
