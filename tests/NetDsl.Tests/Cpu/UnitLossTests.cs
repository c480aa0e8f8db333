using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>The losses that sum over units, and the hinge: values in double, gradients by central differences, at widths with
/// and without a rest.</summary>
public sealed unsafe class UnitLossTests : KernelTest
{
    private const int Count = 9;

    private delegate void Loss(CpuStep step, TensorBuffer values, TensorBuffer gradient);

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Absolute_loss_agrees_with_double_precision_and_finite_differences(int size) =>
        CheckValues(size, Random(Count * size, 2), (y, t) => Math.Abs(y - t), isProbability: false, (step, y, dy) =>
            AbsoluteLoss.Loss(step, size, y, dy));

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Squared_loss_agrees_with_double_precision_and_finite_differences(int size) =>
        CheckValues(size, Random(Count * size, 2), (y, t) => (y - t) * (y - t) / 2, isProbability: false, (step, y, dy) =>
            SquaredLoss.Loss(step, size, y, dy));

    [Theory]
    [InlineData(1, true)]
    [InlineData(37, true)]
    [InlineData(37, false)]
    public void Binary_cross_entropy_agrees_with_double_precision_and_finite_differences(int size, bool isHard)
    {
        float[] targets = [.. Random(Count * size, 2).Select(value => isHard ? value > 0 ? 1f : 0f : MathF.Abs(value))];
        CheckValues(size, targets, BinaryCrossEntropy, isProbability: true, (step, z, dz) =>
            NetDsl.Cpu.BinaryCrossEntropy.Loss(step, size, z, dz));
    }

    [Fact]
    public void Binary_cross_entropy_of_extreme_logits_is_finite_and_exact()
    {
        float[] logits = [100, -100, 100, -100, 0, 88];
        float[] targets = [1, 0, 0, 1, 0.25f, 0.5f];
        double[] expected = [0, 0, 100, 100, Math.Log(2), 44];
        Check([.. expected, 0, 0, 1, 1, 0, 0], FunctionTolerance * 10, machine =>
        {
            var (losses, wrong) = Run(machine, null, Buffer(targets), 1, logits.Length, step =>
                NetDsl.Cpu.BinaryCrossEntropy.Loss(step, 1, Buffer(logits, logits.Length), Buffer(1, logits.Length)));
            return [.. losses, .. wrong];
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(37)]
    public void Hinge_agrees_with_double_precision_and_finite_differences(int classes)
    {
        int[] labels = [.. Enumerable.Range(0, Count).Select(n => n * 5 % classes)];
        float[] scores = [.. Random(Count * classes, 1).Select(value => value * 2)];
        double[] wrong = [.. labels.Select((label, n) =>
            Array.IndexOf(Row(scores, n, classes), Row(scores, n, classes).Max()) == label ? 0d : 1)];
        CheckLoss(
            scores, classes, wrong, labels, [], (y, n) => Enumerable.Range(0, classes)
                .Sum(k => k == labels[n] ? 0 : Math.Max(0, 1 - y[labels[n]] + y[k])) / classes,
            (step, y, dy) => HingeLoss.Loss(step, classes, y, dy));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(37)]
    public void Smoothed_cross_entropy_agrees_with_double_precision_and_finite_differences(int classes)
    {
        const float smoothing = 0.3f;
        int[] labels = [.. Enumerable.Range(0, Count).Select(n => n * 5 % classes)];
        float[] logits = [.. Random(Count * classes, 1).Select(value => value * 10)];
        double[] wrong = [.. labels.Select((label, n) =>
            Array.IndexOf(Row(logits, n, classes), Row(logits, n, classes).Max()) == label ? 0d : 1)];
        CheckLoss(
            logits, classes, wrong, labels, [], (z, n) =>
            {
                double sum = Math.Log(z.Sum(Math.Exp));
                return sum - (1 - (double)smoothing) * z[labels[n]] - (double)smoothing * z.Average();
            },
            (step, z, dz) => SoftmaxCrossEntropy.Loss(step, classes, z, dz, smoothing: smoothing));
    }

    [Fact]
    public void Hinge_of_a_score_that_is_not_a_number_is_none() => Check([1, 1], 0, machine =>
    {
        int[] labels = [0, 1];
        fixed (int* label = labels)
        {
            var (losses, _) = Run(machine, label, default, 3, 2, step =>
                HingeLoss.Loss(step, 3, Buffer([1, float.NaN, 0, 0, float.NaN, 0], 2), Buffer(3, 2)));
            return [.. losses.Select(loss => float.IsNaN(loss) ? 1f : 0f)];
        }
    });

    private static double BinaryCrossEntropy(double z, double t)
    {
        double p = 1 / (1 + Math.Exp(-z));
        return -t * Math.Log(p) - (1 - t) * Math.Log(1 - p);
    }

    private void CheckValues(
        int size, float[] targets, Func<double, double, double> loss, bool isProbability, Loss run)
    {
        float[] values = [.. Random(Count * size, 1).Select(value => value * 3)];
        double[] wrong = [.. Enumerable.Range(0, Count).Select(n => isProbability && Enumerable.Range(n * size, size)
            .Any(i => Math.Abs(1 / (1 + Math.Exp(-values[i])) - targets[i]) > 0.5) ? 1d : 0)];
        CheckLoss(values, size, wrong, null, targets, (y, n) => y.Select((value, i) => loss(value, targets[n * size + i])).Sum(), run);
    }

    /// <param name="loss">Of an example, from its values and number.</param>
    private void CheckLoss(
        float[] values, int size, double[] wrong, int[]? labels, float[] targets, Func<double[], int, double> loss, Loss run)
    {
        const double width = 1e-6;
        var rows = Enumerable.Range(0, Count).Select(n => Array.ConvertAll(Row(values, n, size), value => (double)value)).ToArray();
        double[] losses = [.. rows.Select(loss)];
        double[] gradient = [.. rows.SelectMany((row, n) => row.Select((value, i) =>
        {
            double[] above = [.. row], below = [.. row];
            (above[i], below[i]) = (value + width, value - width);
            return (loss(above, n) - loss(below, n)) / (2 * width * Count);
        }))];
        Check([.. losses, .. wrong, .. gradient, .. gradient], FunctionTolerance * 40, machine =>
        {
            fixed (int* label = labels)
            {
                TensorBuffer result = Buffer(size, Count), same = Buffer(values, Count);
                var (lost, flags) = Run(machine, label, Buffer(targets), size, Count, step => run(step, Buffer(values, Count), result));
                Run(machine, label, Buffer(targets), size, Count, step => run(step, same, same));
                return [.. lost, .. flags, .. Read(result, size, Count), .. Read(same, size, Count)];
            }
        });
    }

    private (float[] Losses, float[] Wrong) Run(
        Machine machine, int* labels, TensorBuffer targets, int size, int count, Action<CpuStep> run)
    {
        TensorBuffer losses = Buffer(count);
        var wrong = new int[count];
        fixed (int* flags = wrong)
        {
            run(new CpuStep
            {
                Machine = machine,
                Count = count,
                Labels = labels,
                Targets = targets.Pointer,
                TargetSize = size,
                Losses = losses.Pointer,
                Wrong = flags,
            });
        }

        return (Read(losses, count), [.. wrong.Select(flag => (float)flag)]);
    }

    private static float[] Row(float[] values, int n, int size) => values[(n * size)..((n + 1) * size)];
}
