using ILGPU.Runtime;

namespace NetDsl.Gpu.Tests;

public sealed class LossTests
{
    private const int Batch = 3;

    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 5, 3)]
    [InlineData(3, 37, 0)]
    [OpenClData(32, 37, 0)]
    [OpenClData(64, 5, 3)]
    [OpenClData(256, 1, 0)]
    public void Softmax_loss_gradient_and_misclassifications_equal_naive_loops(int groupSize, int classes, int gap)
    {
        using var rig = new Rig(groupSize, Batch, classes, gap);
        float[] z = Values.Random(1, Batch * classes).Select(value => value * 30).ToArray();
        int[] labels = [0, classes - 1, classes / 2];
        rig.Step.LabelsOf(0).CopyFromCPU(labels);
        var (p, dz) = (new double[z.Length], new double[z.Length]);
        var (losses, wrong) = (new double[Batch], new double[Batch]);
        for (int n = 0; n < Batch; n++)
        {
            var row = z.AsSpan(n * classes, classes).ToArray();
            double sum = row.Sum(value => Math.Exp(value));
            for (int c = 0; c < classes; c++)
            {
                p[n * classes + c] = Math.Exp(row[c]) / sum;
                dz[n * classes + c] = (p[n * classes + c] - (c == labels[n] ? 1 : 0)) / Batch;
            }

            losses[n] = -Math.Log(p[n * classes + labels[n]]);
            wrong[n] = Array.IndexOf(row, row.Max()) == labels[n] ? 0 : 1;
        }

        var (logits, output, gradient) = (rig.Upload(z), rig.Empty(z.Length), rig.Empty(z.Length));
        Softmax.Forward(rig.Step, classes, logits, output);
        Values.Equal(p, rig.Download(output));
        SoftmaxCrossEntropy.Loss(rig.Step, classes, logits, gradient);
        SoftmaxCrossEntropy.Loss(rig.Step, classes, logits, logits);
        Values.Equal(dz, rig.Download(gradient));
        Assert.Equal(rig.Download(gradient), rig.Download(logits));
        Values.Equal(losses, rig.Download(new GpuBuffer(rig.Step.Losses, 1)));
        Values.Equal(wrong, rig.Download(new GpuBuffer(rig.Step.Wrong, 1)));
    }

    [Theory]
    [InlineData(1, 5, 1, 0)]
    [InlineData(2, 37, 1, 3)]
    [InlineData(3, 4, 6, 4)]
    public void Softmax_over_channels_equals_naive_loops_both_ways_and_in_place(
        int groupSize, int channels, int area, int gap)
    {
        using var rig = new Rig(groupSize, Batch, gap: gap);
        float[] x = Values.Random(1, Batch * channels * area).Select(value => value * 10).ToArray();
        float[] dy = Values.Random(2, x.Length);
        var (y, dx) = (new double[x.Length], new double[x.Length]);
        for (int pixel = 0; pixel < Batch * area; pixel++)
        {
            int first = pixel / area * channels * area + pixel % area;
            int[] places = Enumerable.Range(0, channels).Select(c => first + c * area).ToArray();
            double sum = places.Sum(at => Math.Exp(x[at]));
            double product = places.Sum(at => dy[at] * Math.Exp(x[at]) / sum);
            foreach (int at in places)
            {
                y[at] = Math.Exp(x[at]) / sum;
                dx[at] = y[at] * (dy[at] - product);
            }
        }

        var (values, output) = (rig.Upload(x), rig.Empty(x.Length));
        var (gradients, inputGradient) = (rig.Upload(dy), rig.Empty(x.Length));
        Softmax.Forward(rig.Step, channels, area, values, output);
        Softmax.Backward(rig.Step, channels, area, output, gradients, inputGradient);
        Softmax.Forward(rig.Step, channels, area, values, values);
        Softmax.Backward(rig.Step, channels, area, values, gradients, gradients);
        Values.Equal(y, rig.Download(output));
        Values.Equal(dx, rig.Download(inputGradient));
        Values.Equal(y, rig.Download(values));
        Values.Equal(dx, rig.Download(gradients));
    }

    [Fact]
    public void Softmax_of_equal_logits_answers_the_first_class()
    {
        using var rig = new Rig(groupSize: 2, Batch, outputSize: 3);
        rig.Step.LabelsOf(0).CopyFromCPU([0, 1, 2]);
        var logits = rig.Upload(new float[9]);
        SoftmaxCrossEntropy.Loss(rig.Step, 3, logits, logits);
        Assert.Equal([0f, 1f, 1f], rig.Download(new GpuBuffer(rig.Step.Wrong, 1)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Softmax_of_broken_logits_is_not_a_number(float value)
    {
        using var rig = new Rig(groupSize: 2, Batch, outputSize: 2);
        rig.Step.LabelsOf(0).CopyFromCPU([0, 1, 0]);
        var logits = rig.Upload([1, value, 1, 2, 3, 4]);
        SoftmaxCrossEntropy.Loss(rig.Step, 2, logits, logits);
        float[] losses = rig.Download(new GpuBuffer(rig.Step.Losses, 1));
        Assert.False(float.IsFinite(losses[0]));
        Assert.True(float.IsFinite(losses[1]));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 5, 3)]
    [OpenClData(32, 5, 3)]
    [OpenClData(64, 1, 0)]
    [OpenClData(256, 5, 3)]
    public void Squared_loss_and_gradient_equal_naive_loops(int groupSize, int size, int gap)
    {
        using var rig = new Rig(groupSize, Batch, size, gap);
        float[] y = Values.Random(1, Batch * size);
        float[] t = Values.Random(2, Batch * size);
        rig.Step.Targets.CopyFromCPU(t);
        var gradient = y.Select((value, i) => ((double)value - t[i]) / Batch).ToArray();
        var losses = Enumerable.Range(0, Batch)
            .Select(n => Enumerable.Range(n * size, size).Sum(i => Math.Pow((double)y[i] - t[i], 2)) / 2).ToArray();
        var (values, result) = (rig.Upload(y), rig.Empty(y.Length));
        SquaredLoss.Loss(rig.Step, size, values, result);
        SquaredLoss.Loss(rig.Step, size, values, values);
        Values.Equal(gradient, rig.Download(result));
        Assert.Equal(rig.Download(result), rig.Download(values));
        Values.Equal(losses, rig.Download(new GpuBuffer(rig.Step.Losses, 1)));
    }
}
