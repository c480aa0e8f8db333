namespace NetDsl.Gpu.Tests.Pretraining;

public sealed class UnpoolingTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Poolings_are_undone_as_naive_loops_do(int groupSize, int gap)
    {
        Check<TinyProgram.PoolShape>(groupSize, gap);
        Check<PoolingTests.Overlapping>(groupSize, gap);
    }

    private static void Check<TShape>(int groupSize, int gap)
        where TShape : struct, IPoolingShape
    {
        const int batch = 2;
        float[] pooled = Values.Random(1, batch * Pooling.InputSize<TShape>());
        float[] x = Values.Random(2, batch * Pooling.OutputSize<TShape>());
        float[] dy = Values.Random(3, pooled.Length);
        var (switched, dSwitched) = (new double[dy.Length], new double[x.Length]);
        var (repeated, dRepeated, count) = (new double[dy.Length], new double[x.Length], new int[dy.Length]);
        for (int at = 0; at < x.Length; at++)
        {
            int best = PoolingTests.Window<TShape>(at).MaxBy(index => pooled[index]);
            switched[best] += x[at];
            dSwitched[at] = dy[best];
            foreach (int index in PoolingTests.Window<TShape>(at))
            {
                repeated[index] += x[at];
                count[index]++;
            }
        }

        for (int at = 0; at < x.Length; at++)
            dRepeated[at] = PoolingTests.Window<TShape>(at).Sum(index => dy[index] / (double)count[index]);

        using var rig = new Rig(groupSize, batch, gap: gap);
        var (input, gradient, choice) = (rig.Upload(x), rig.Upload(dy), rig.Empty(x.Length));
        var (output, dInput) = (rig.Empty(dy.Length), rig.Empty(x.Length));
        MaxPooling.Forward<TShape>(rig.Step, rig.Upload(pooled), rig.Empty(x.Length), choice);
        Unpooling.Forward<TShape>(rig.Step, input, choice, output);
        Unpooling.Backward<TShape>(rig.Step, choice, gradient, dInput);
        Values.Equal(switched, rig.Download(output));
        Values.Equal(dSwitched, rig.Download(dInput));
        Upsampling.Forward<TShape>(rig.Step, input, output);
        Upsampling.Backward<TShape>(rig.Step, gradient, dInput);
        Values.Equal([.. repeated.Zip(count, (sum, windows) => sum / Math.Max(1, windows))], rig.Download(output));
        Values.Equal(dRepeated, rig.Download(dInput));
    }
}
