using ILGPU.Runtime;

namespace NetDsl.Gpu.Tests;

/// <summary>The kernels of restricted Boltzmann machines.</summary>
public sealed class BoltzmannTests
{
    private const int Stream = 3;

    // of the rig
    private const ulong Seed = 42;
    private const long Step = 7;

    internal readonly struct FourToEight : IDenseShape
    {
        public static int Inputs => 4;

        public static int Outputs => 8;
    }

    internal readonly struct SevenToFive : IDenseShape
    {
        public static int Inputs => 7;

        public static int Outputs => 5;
    }

    internal readonly struct WiderThanATile : IDenseShape
    {
        public static int Inputs => 131;

        public static int Outputs => 70;
    }

    private delegate void HalfStep(GpuBuffer from, GpuBuffer means, GpuBuffer samples);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 5, 3)]
    [InlineData(2, 5, 4)]
    [OpenClData(32, 5, 4)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 3, 0)]
    public void Half_steps_equal_naive_loops(int groupSize, int batch, int gap)
    {
        CheckHalfSteps<FourToEight>(groupSize, batch, gap);
        CheckHalfSteps<SevenToFive>(groupSize, batch, gap);
        CheckHalfSteps<WiderThanATile>(groupSize, batch, gap);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 5, 3)]
    [InlineData(2, 5, 4)]
    [OpenClData(32, 5, 4)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 3, 0)]
    public void Gradients_equal_naive_loops(int groupSize, int batch, int gap)
    {
        CheckGradients<FourToEight>(groupSize, batch, gap, isSparse: false);
        CheckGradients<SevenToFive>(groupSize, batch, gap, isSparse: true);
        CheckGradients<WiderThanATile>(groupSize, batch, gap, isSparse: true);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 5, 3)]
    [OpenClData(32, 5, 3)]
    [OpenClData(64, 3, 0)]
    [OpenClData(256, 1, 0)]
    public void Measures_and_errors_equal_naive_loops(int groupSize, int batch, int gap)
    {
        CheckMeasures<FourToEight>(groupSize, batch, gap);
        CheckMeasures<WiderThanATile>(groupSize, batch, gap);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [OpenClData(32)]
    [OpenClData(64)]
    [OpenClData(256)]
    public void Chains_of_a_batch_that_is_not_full_stay_as_they_are(int groupSize)
    {
        const int chains = 5, batch = 3, size = 7;
        using var rig = new Rig(groupSize, batch, gap: 2);
        float[] before = Values.Random(1, chains * size), hidden = Values.Random(2, batch * size);
        var (old, after) = (rig.UploadParameter(before), rig.EmptyParameter(chains * size));
        var loaded = rig.Empty(batch * size);
        PersistentChains.Load(rig.Step, size, old, loaded);
        PersistentChains.Store(rig.Step, chains, size, rig.Upload(hidden), old, after);
        Assert.Equal(before[..(batch * size)], rig.Download(loaded));
        Assert.Equal([.. hidden, .. before[(batch * size)..]], rig.Download(after));
    }

    private static void CheckHalfSteps<TShape>(int groupSize, int batch, int gap)
        where TShape : struct, IDenseShape
    {
        (int visible, int hidden) = (TShape.Inputs, TShape.Outputs);
        using var rig = new Rig(groupSize, batch, gap: gap);
        float[] w = Values.Random(1, visible * hidden), b = Values.Random(2, hidden), c = Values.Random(3, visible);
        float[] v = Values.Random(4, batch * visible), h = Values.Random(5, batch * hidden);
        var (weights, bias, visibleBias) = (rig.UploadParameter(w), rig.UploadParameter(b), rig.UploadParameter(c));
        double[] up = Sums(batch, hidden, visible, b, (n, j, i) => (double)v[n * visible + i] * w[j * visible + i]);
        double[] free = Sums(
            batch, hidden, visible, new float[hidden], (n, j, i) => (double)v[n * visible + i] * w[j * visible + i]);
        double[] down = Sums(batch, visible, hidden, c, (n, i, j) => (double)h[n * hidden + j] * w[j * visible + i]);
        CheckHalfStep(rig, v, Means(up), Drawn(Means(up)), (from, means, samples) =>
            Gibbs.Up<TShape>(rig.Step, Stream, from, weights, bias, means, samples));
        CheckHalfStep(rig, v, Means(free), Drawn(Means(free)), (from, means, samples) =>
            Gibbs.Up<TShape>(rig.Step, Stream, from, weights, bias: default, means, samples));
        CheckHalfStep(rig, h, Means(down), Drawn(Means(down)), (from, means, samples) =>
            Gibbs.Down<TShape>(rig.Step, Stream, from, weights, visibleBias, means, samples));
        double[] normal = [.. down.Select((mean, e) => mean + Normal(e))];
        CheckHalfStep(rig, h, down, normal, (from, means, samples) =>
            Gibbs.DownGaussian<TShape>(rig.Step, Stream, from, weights, visibleBias, means, samples));
    }

    /// <summary>With means and units, means alone, and units alone.</summary>
    private static void CheckHalfStep(Rig rig, float[] from, double[] means, double[] drawn, HalfStep run)
    {
        var (mean, units) = (rig.Empty(means.Length), rig.Empty(means.Length));
        var (meanAlone, unitsAlone) = (rig.Empty(means.Length), rig.Empty(means.Length));
        var input = rig.Upload(from);
        run(input, mean, units);
        run(input, meanAlone, default);
        run(input, default, unitsAlone);
        Values.Equal(means, rig.Download(mean));
        Values.Equal(drawn, rig.Download(units));
        Values.Equal(means, rig.Download(meanAlone));
        Values.Equal(drawn, rig.Download(unitsAlone));
    }

    private static void CheckGradients<TShape>(int groupSize, int batch, int gap, bool isSparse)
        where TShape : struct, IDenseShape
    {
        (int visible, int hidden) = (TShape.Inputs, TShape.Outputs);
        using var rig = new Rig(groupSize, batch, gap: gap);
        float[] v = Values.Random(1, batch * visible), vk = Values.Random(2, batch * visible);
        float[] h = Values.Random(3, batch * hidden), hk = Values.Random(4, batch * hidden);
        float[] q = Values.Random(5, hidden);
        double[] mean = [.. Enumerable.Range(0, hidden).Select(j =>
            Enumerable.Range(0, batch).Average(n => (double)h[n * hidden + j]))];
        double[] shift = [.. mean.Select((value, j) => isSparse ? 0.7 * (q[j] + 0.1 * (value - q[j]) - 0.05) : 0)];
        double[] dw = new double[visible * hidden], db = (double[])shift.Clone(), dc = new double[visible];
        for (int n = 0; n < batch; n++)
        {
            for (int j = 0; j < hidden; j++)
            {
                (double data, double model) = (h[n * hidden + j], hk[n * hidden + j]);
                db[j] += (model - data) / batch;
                for (int i = 0; i < visible; i++)
                {
                    dw[j * visible + i] +=
                        (model * vk[n * visible + i] + (shift[j] - data) * v[n * visible + i]) / batch;
                }
            }

            for (int i = 0; i < visible; i++)
                dc[i] += ((double)vk[n * visible + i] - v[n * visible + i]) / batch;
        }

        var (data0, model0) = (rig.Upload(h), rig.Upload(hk));
        var (ofWeights, ofBias, ofVisible) =
            (rig.EmptyParameter(dw.Length), rig.EmptyParameter(hidden), rig.EmptyParameter(visible));
        var (activity, ofBatch) = (rig.UploadParameter(q), rig.EmptyParameter(hidden));
        if (isSparse)
        {
            Contrast.SparseBackward<TShape>(
                rig.Step, 0.05f, 0.7f, 0.1f, rig.Upload(v), data0, rig.Upload(vk), model0, activity, data0,
                rig.Empty(h.Length), ofWeights, ofBias, ofVisible, ofBatch);
            Values.Equal(mean, rig.Download(ofBatch));
        }
        else
        {
            Contrast.Backward<TShape>(
                rig.Step, rig.Upload(v), data0, rig.Upload(vk), model0, rig.Empty(h.Length), model0, ofWeights, ofBias,
                ofVisible);
        }

        Values.Equal(dw, rig.Download(ofWeights));
        Values.Equal(db, rig.Download(ofBias));
        Values.Equal(dc, rig.Download(ofVisible));
    }

    private static void CheckMeasures<TShape>(int groupSize, int batch, int gap)
        where TShape : struct, IDenseShape
    {
        (int visible, int hidden) = (TShape.Inputs, TShape.Outputs);
        using var rig = new Rig(groupSize, batch, gap: gap);
        float[] v = Values.Random(1, batch * visible), r = Values.Random(2, batch * visible);
        float[] z = [.. Values.Random(3, batch * hidden).Select(value => value * 5)];
        float[] w = Values.Random(4, visible * hidden), c = Values.Random(5, visible);
        var (expected, gaussian, errors) = (new List<double>(), new List<double>(), new List<double>());
        for (int n = 0; n < batch; n++)
        {
            float[] example = v[(n * visible)..((n + 1) * visible)], sums = z[(n * hidden)..((n + 1) * hidden)];
            double error = example.Select((value, i) => Math.Pow(value - (double)r[n * visible + i], 2)).Sum();
            double ofHidden = sums.Sum(sum => Softplus(sum));
            int unit = Turned(example);
            double change = 1 - 2 * (double)example[unit];
            double after = sums.Select((sum, j) => Softplus(sum + change * w[j * visible + unit])).Sum();
            double linear = example.Select((value, i) => (double)value * c[i]).Sum();
            double square = example.Select((value, i) => Math.Pow(value - (double)c[i], 2)).Sum();
            expected.AddRange([error, -linear - ofHidden, -change * c[unit] - (after - ofHidden)]);
            gaussian.AddRange([error, 0.5 * square - ofHidden]);
            errors.Add(error);
        }

        var (input, sums0, back) = (rig.Upload(v), rig.Upload(z), rig.Upload(r));
        var (bias, measures, ofGaussian) = (rig.UploadParameter(c), rig.Empty(3 * batch), rig.Empty(2 * batch));
        FreeEnergy.Measure<TShape>(rig.Step, input, sums0, back, rig.UploadParameter(w), bias, measures);
        FreeEnergy.MeasureGaussian<TShape>(rig.Step, input, sums0, back, bias, ofGaussian);
        ReconstructionError.Loss(rig.Step, visible, input, back);
        Values.Equal([.. expected], rig.Download(measures));
        Values.Equal([.. gaussian], rig.Download(ofGaussian));
        var losses = new float[batch];
        rig.Step.Losses.CopyToCPU(rig.Step.Launcher.Stream, losses);
        rig.Step.Launcher.Stream.Synchronize();
        Values.Equal([.. errors], losses);
    }

    private static double[] Sums(int batch, int units, int depth, float[] bias, Func<int, int, int, double> term) =>
        [.. Enumerable.Range(0, batch * units).Select(e =>
            bias[e % units] + Enumerable.Range(0, depth).Sum(k => term(e / units, e % units, k)))];

    private static double[] Means(double[] sums) => [.. sums.Select(sum => 1 / (1 + Math.Exp(-sum)))];

    private static double[] Drawn(double[] means) =>
        [.. means.Select((mean, e) => Philox.Uniform(Block(e).Word(e % 4)) < mean ? 1d : 0)];

    private static double Normal(int e)
    {
        var block = Block(e);
        double radius = ((block.Word(e % 4 & 2) >> 9) + 0.5) / (1 << 23);
        double turn = (block.Word(e % 4 | 1) >> 8) * 2 * Math.PI / (1 << 24);
        return Math.Sqrt(-2 * Math.Log(radius)) * (e % 2 == 0 ? Math.Cos(turn) : Math.Sin(turn));
    }

    private static PhiloxBlock Block(int e) => Philox.At((uint)e / 4, Stream, Step, Seed);

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static int Turned(float[] v)
    {
        uint sum = 0;
        for (int i = 0; i < v.Length; i++)
            sum += TurnedUnit.Part(i, BitConverter.SingleToUInt32Bits(v[i]));
        return TurnedUnit.Of(sum, v.Length);
    }
}
