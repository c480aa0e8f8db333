namespace NetDsl.Gpu.Tests;

public sealed class PoolingTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Poolings_equal_naive_loops(int groupSize, int gap)
    {
        Check<TinyProgram.PoolShape>(groupSize, gap);
        Check<Overlapping>(groupSize, gap);
    }

    [Fact]
    public void Maximum_passes_nan_on()
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        float[] values = Values.Random(1, 48);
        values[5] = float.NaN;
        var output = rig.Empty(12);
        MaxPooling.Forward<TinyProgram.PoolShape>(rig.Step, rig.Upload(values), output, choice: default);
        float[] pooled = rig.Download(output);
        Assert.True(float.IsNaN(pooled[0]));
        Assert.All(pooled[1..], value => Assert.False(float.IsNaN(value)));
    }

    private static void Check<TShape>(int groupSize, int gap)
        where TShape : struct, IPoolingShape
    {
        const int batch = 2;
        float[] x = Values.Random(1, batch * Pooling.InputSize<TShape>());
        float[] dy = Values.Random(2, batch * Pooling.OutputSize<TShape>());
        var (maximum, sum, mean) = (new double[dy.Length], new double[dy.Length], new double[dy.Length]);
        var (dMaximum, dSum, dMean) = (new double[x.Length], new double[x.Length], new double[x.Length]);
        for (int at = 0; at < dy.Length; at++)
        {
            int[] window = Window<TShape>(at);
            int best = window.MaxBy(index => x[index]);
            maximum[at] = x[best];
            sum[at] = window.Sum(index => (double)x[index]);
            mean[at] = sum[at] / window.Length;
            dMaximum[best] += dy[at];
            foreach (int index in window)
            {
                dSum[index] += dy[at];
                dMean[index] += dy[at] / (double)window.Length;
            }
        }

        using var rig = new Rig(groupSize, batch, gap: gap);
        var (input, gradient) = (rig.Upload(x), rig.Upload(dy));
        var (output, choice, dInput) = (rig.Empty(dy.Length), rig.Empty(dy.Length), rig.Empty(x.Length));
        MaxPooling.Forward<TShape>(rig.Step, input, output, choice);
        MaxPooling.Backward<TShape>(rig.Step, choice, gradient, dInput);
        Values.Equal(maximum, rig.Download(output));
        Values.Equal(dMaximum, rig.Download(dInput));
        SumPooling.Forward<TShape>(rig.Step, input, output);
        SumPooling.Backward<TShape>(rig.Step, gradient, dInput);
        Values.Equal(sum, rig.Download(output));
        Values.Equal(dSum, rig.Download(dInput));
        AveragePooling.Forward<TShape>(rig.Step, input, output);
        AveragePooling.Backward<TShape>(rig.Step, gradient, dInput);
        Values.Equal(mean, rig.Download(output));
        Values.Equal(dMean, rig.Download(dInput));
    }

    // the input indices that one output sees
    internal static int[] Window<TShape>(int output)
        where TShape : struct, IPoolingShape
    {
        int plane = output / (TShape.OutputHeight * TShape.OutputWidth);
        int row = output / TShape.OutputWidth % TShape.OutputHeight;
        int column = output % TShape.OutputWidth;
        var places =
            from r in Enumerable.Range(0, TShape.WindowHeight)
            from s in Enumerable.Range(0, TShape.WindowWidth)
            let y = row * TShape.StrideY - TShape.PadTop + r
            let x = column * TShape.StrideX - TShape.PadLeft + s
            where y >= 0 && y < TShape.Height && x >= 0 && x < TShape.Width
            select (plane * TShape.Height + y) * TShape.Width + x;
        return [.. places];
    }

    /// <summary>Windows that overlap, start outside and, rounded up, end outside.</summary>
    internal readonly struct Overlapping : IPoolingShape
    {
        public static int Channels => 2;

        public static int Height => 6;

        public static int Width => 5;

        public static int WindowHeight => 3;

        public static int WindowWidth => 2;

        public static int StrideY => 2;

        public static int StrideX => 1;

        public static int PadTop => 1;

        public static int PadLeft => 1;

        public static int OutputHeight => 4;

        public static int OutputWidth => 6;
    }
}
