using ILGPU.Runtime;

namespace NetDsl.Gpu.Tests;

public sealed class UnitLossTests
{
    private const int Batch = 3;

    private delegate void Loss(GpuBuffer values, GpuBuffer gradient);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 5, 3)]
    [OpenClData(32, 5, 3)]
    [OpenClData(64, 1, 0)]
    [OpenClData(256, 5, 3)]
    public void Absolute_loss_and_gradient_equal_naive_loops(int groupSize, int size, int gap)
    {
        using var rig = new Rig(groupSize, Batch, size, gap);
        float[] y = Values.Random(1, Batch * size);
        float[] t = Values.Random(2, Batch * size);
        rig.Step.Targets.CopyFromCPU(t);
        double[] gradient = [.. y.Select((value, i) => Math.Sign(value - t[i]) / (double)Batch)];
        double[] losses = [.. Sums(size, i => Math.Abs((double)y[i] - t[i]))];
        Check(rig, y, gradient, losses, new double[Batch], (values, result) =>
            AbsoluteLoss.Loss(rig.Step, size, values, result));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 5, 3)]
    [InlineData(3, 37, 0)]
    [OpenClData(32, 37, 0)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 1, 0)]
    public void Binary_cross_entropy_gradient_and_misses_equal_naive_loops(int groupSize, int size, int gap)
    {
        using var rig = new Rig(groupSize, Batch, size, gap);
        float[] z = [.. Values.Random(1, Batch * size).Select(value => value * 20)];
        float[] t = [.. Values.Random(2, Batch * size).Select((value, i) => i % 3 == 0 ? Math.Abs(value) : value > 0 ? 1f : 0f)];
        rig.Step.Targets.CopyFromCPU(t);
        double[] p = [.. z.Select(value => 1 / (1 + Math.Exp(-(double)value)))];
        double[] gradient = [.. p.Select((value, i) => (value - t[i]) / Batch)];
        double[] losses = [.. Sums(size, i =>
            Math.Max(0, (double)z[i]) - (double)z[i] * t[i] + Math.Log(1 + Math.Exp(-Math.Abs((double)z[i]))))];
        double[] wrong = [.. Enumerable.Range(0, Batch).Select(n =>
            Enumerable.Range(n * size, size).Any(i => Math.Abs(p[i] - t[i]) > 0.5) ? 1d : 0)];
        Check(rig, z, gradient, losses, wrong, (values, result) =>
            BinaryCrossEntropy.Loss(rig.Step, size, values, result));
    }

    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(2, 5, 3)]
    [InlineData(3, 37, 0)]
    [OpenClData(32, 37, 0)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 4, 0)]
    public void Hinge_gradient_and_misclassifications_equal_naive_loops(int groupSize, int classes, int gap)
    {
        using var rig = new Rig(groupSize, Batch, classes, gap);
        float[] y = [.. Values.Random(1, Batch * classes).Select(value => value * 2)];
        int[] labels = [0, classes - 1, classes / 2];
        rig.Step.LabelsOf(0).CopyFromCPU(labels);
        var (gradient, losses, wrong) = (new double[y.Length], new double[Batch], new double[Batch]);
        for (int n = 0; n < Batch; n++)
        {
            var row = y.AsSpan(n * classes, classes).ToArray();
            for (int c = 0; c < classes; c++)
            {
                double margin = 1 - (double)row[labels[n]] + row[c];
                if (c != labels[n] && margin > 0)
                {
                    losses[n] += margin / classes;
                    gradient[n * classes + c] += 1.0 / (classes * Batch);
                    gradient[n * classes + labels[n]] -= 1.0 / (classes * Batch);
                }
            }

            wrong[n] = Array.IndexOf(row, row.Max()) == labels[n] ? 0 : 1;
        }

        Check(rig, y, gradient, losses, wrong, (values, result) => HingeLoss.Loss(rig.Step, classes, values, result));
    }

    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(2, 5, 3)]
    [InlineData(3, 37, 0)]
    [OpenClData(32, 37, 0)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 4, 0)]
    public void Smoothed_softmax_loss_and_gradient_equal_naive_loops(int groupSize, int classes, int gap)
    {
        const float smoothing = 0.3f;
        using var rig = new Rig(groupSize, Batch, classes, gap);
        float[] z = [.. Values.Random(1, Batch * classes).Select(value => value * 10)];
        int[] labels = [0, classes - 1, classes / 2];
        rig.Step.LabelsOf(0).CopyFromCPU(labels);
        var (gradient, losses, wrong) = (new double[z.Length], new double[Batch], new double[Batch]);
        for (int n = 0; n < Batch; n++)
        {
            var row = z.AsSpan(n * classes, classes).ToArray();
            double sum = row.Sum(value => Math.Exp(value));
            for (int c = 0; c < classes; c++)
            {
                double q = (double)smoothing / classes + (c == labels[n] ? 1 - (double)smoothing : 0);
                losses[n] -= q * (row[c] - Math.Log(sum));
                gradient[n * classes + c] = (Math.Exp(row[c]) / sum - q) / Batch;
            }

            wrong[n] = Array.IndexOf(row, row.Max()) == labels[n] ? 0 : 1;
        }

        Check(rig, z, gradient, losses, wrong, (values, result) =>
            SoftmaxCrossEntropy.Loss(rig.Step, classes, values, result, smoothing: smoothing));
    }

    private static IEnumerable<double> Sums(int size, Func<int, double> value) =>
        Enumerable.Range(0, Batch).Select(n => Enumerable.Range(n * size, size).Sum(value));

    /// <summary>Into another buffer, and in place.</summary>
    private static void Check(
        Rig rig, float[] given, double[] gradient, double[] losses, double[] wrong, Loss run)
    {
        var (values, result) = (rig.Upload(given), rig.Empty(given.Length));
        run(values, result);
        run(values, values);
        Values.Equal(gradient, rig.Download(result));
        Assert.Equal(rig.Download(result), rig.Download(values));
        Values.Equal(losses, rig.Download(new GpuBuffer(rig.Step.Losses, 1)));
        Values.Equal(wrong, rig.Download(new GpuBuffer(rig.Step.Wrong, 1)));
    }
}
