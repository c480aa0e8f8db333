namespace NetDsl.Gpu.Tests.Pretraining;

public sealed class CorruptionTests
{
    private const int Size = 7;
    private const int Batch = 3;
    private const float Amount = 0.4f;
    private const int Stream = 5;

    private delegate void Kernel(
        in GpuStep step, float amount, int stream, int size, GpuBuffer input, GpuBuffer output);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Noise_draws_the_streams_that_philox_documents(int groupSize, int gap)
    {
        Check(groupSize, gap, Corruption.Masking, (x, word, _, _) => Philox.Uniform(word) < Amount ? 0 : x);
        Check(
            groupSize, gap, Corruption.SaltAndPepper,
            (x, word, _, _) => Philox.Uniform(word) < Amount ? word & 1 : x);
        Check(groupSize, gap, Corruption.Gaussian, (x, word, other, isFirst) =>
        {
            var (ofRadius, ofAngle) = isFirst ? (word, other) : (other, word);
            double radius = Math.Sqrt(-2 * Math.Log(((ofRadius >> 8) + 0.5) / (1 << 24)));
            double angle = 2 * Math.PI * ((ofAngle >> 8) / (double)(1 << 24) - 0.5);
            return x + Amount * radius * (isFirst ? Math.Cos(angle) : Math.Sin(angle));
        });
    }

    private static void Check(int groupSize, int gap, Kernel corrupt, Func<float, uint, uint, bool, double> damage)
    {
        using var rig = new Rig(groupSize, Batch, gap: gap);
        float[] x = Values.Random(1, Batch * Size);
        var expected = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            PhiloxBlock block = Philox.At((uint)i / 4, Stream, step: 7, seed: 42);
            expected[i] = damage(x[i], block.Word(i % 4), block.Word(i % 4 ^ 1), i % 2 == 0);
        }

        var (input, output) = (rig.Upload(x), rig.Empty(x.Length));
        corrupt(rig.Step, Amount, Stream, Size, input, output);
        Values.Equal(expected, rig.Download(output));
        corrupt(rig.Step, Amount, Stream, Size, input, input);
        Values.Equal(expected, rig.Download(input));
    }
}
