namespace NetDsl.Gpu.Tests;

public sealed class ResponseNormalizationTests
{
    private const int Batch = 2;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Response_normalization_equals_naive_loops(int groupSize, int gap)
    {
        Check<AlexNets>(groupSize, gap);
        Check<SquareRoot>(groupSize, gap);
        Check<AnyPower>(groupSize, gap);
        Check<Softmaxes>(groupSize, gap);
        Check<Softmaxes>(groupSize, 0);
    }

    private static void Check<TShape>(int groupSize, int gap)
        where TShape : struct, IResponseNormalizationShape
    {
        using var rig = new Rig(groupSize, Batch, gap: gap);
        float[] x = Values.Random(1, Batch * TShape.Channels * TShape.Area).Select(value => value * 3).ToArray();
        float[] dy = Values.Random(2, x.Length);
        var (y, dx) = (new double[x.Length], new double[x.Length]);
        for (int at = 0; at < x.Length; at++)
        {
            int[] window = Window<TShape>(at);
            double scale = TShape.Bias + TShape.Alpha * window.Sum(other => (double)x[other] * x[other]);
            y[at] = x[at] * Math.Pow(scale, -TShape.Beta);
            dx[at] += dy[at] * Math.Pow(scale, -TShape.Beta);
            foreach (int other in window)
                dx[other] -= 2 * TShape.Alpha * TShape.Beta * dy[at] * y[at] / scale * x[other];
        }

        var (input, output, inputGradient) = (rig.Upload(x), rig.Empty(x.Length), rig.Empty(x.Length));
        ResponseNormalization.Forward<TShape>(rig.Step, input, output);
        ResponseNormalization.Backward<TShape>(rig.Step, input, rig.Upload(dy), inputGradient);
        Values.Equal(y, rig.Download(output));
        Values.Equal(dx, rig.Download(inputGradient));
    }

    private static int[] Window<TShape>(int at)
        where TShape : struct, IResponseNormalizationShape
    {
        int channel = at / TShape.Area % TShape.Channels;
        return Enumerable.Range(channel - TShape.Size / 2, TShape.Size)
            .Where(other => other >= 0 && other < TShape.Channels)
            .Select(other => at + (other - channel) * TShape.Area).ToArray();
    }

    internal readonly struct Softmaxes : IResponseNormalizationShape
    {
        public static int Channels => 5;

        public static int Area => 6;

        public static int Size => 3;

        public static float Alpha => 2;

        public static float Beta => 0.6f;

        public static float Bias => 1;
    }

    internal readonly struct AlexNets : IResponseNormalizationShape
    {
        public static int Channels => 7;

        public static int Area => 6;

        public static int Size => 5;

        public static float Alpha => 0.1f;

        public static float Beta => 0.75f;

        public static float Bias => 2;
    }

    internal readonly struct SquareRoot : IResponseNormalizationShape
    {
        public static int Channels => 3;

        public static int Area => 5;

        public static int Size => 3;

        public static float Alpha => 1;

        public static float Beta => 0.5f;

        public static float Bias => 0.5f;
    }

    internal readonly struct AnyPower : IResponseNormalizationShape
    {
        public static int Channels => 2;

        public static int Area => 4;

        public static int Size => 7;

        public static float Alpha => 0.7f;

        public static float Beta => 1.3f;

        public static float Bias => 0.1f;
    }
}
