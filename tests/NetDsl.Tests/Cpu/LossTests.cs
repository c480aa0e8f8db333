using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed unsafe class LossTests : KernelTest
{
    private const int Count = 13;
    private const int Size = 10;

    [Fact]
    public void Softmax_and_its_loss_agree_with_double_precision_and_finite_differences()
    {
        float[] logits = [.. Random(Count * Size, 1).Select(value => value * 20)];
        int[] labels = [.. Enumerable.Range(0, Count).Select(i => i * 7 % Size)];
        double[] exact = References.ToDouble(logits);
        double[] losses = [.. labels.Select((label, n) => CrossEntropy(Row(exact, n), label))];
        double[] wrong = [.. labels.Select((label, n) => Row(exact, n).IndexOf(Row(exact, n).Max()) == label ? 0d : 1)];
        double[] gradient = Differentiate(exact, values =>
            labels.Select((label, n) => CrossEntropy(Row(values, n), label)).Sum() / Count);
        double[] softmax = [.. exact.Select((z, i) => Math.Exp(-CrossEntropy(Row(exact, i / Size), i % Size)))];

        Check([.. losses, .. wrong, .. gradient, .. softmax], FunctionTolerance * 40, machine =>
        {
            TensorBuffer values = Buffer(logits, Count);
            TensorBuffer probabilities = Buffer(Size, Count);
            TensorBuffer result = Buffer(Size, Count);
            Softmax.Forward(Step(machine, Count), Size, values, probabilities);
            fixed (int* label = labels)
            {
                var (loss, flags) = Run(machine, label, default, step =>
                    SoftmaxCrossEntropy.Loss(step, Size, values, result));
                Run(machine, label, default, step => SoftmaxCrossEntropy.Loss(step, Size, values, values));
                Assert.Equal(Read(result, Size, Count), Read(values, Size, Count));
                return
                [
                    .. loss, .. flags, .. Read(result, Size, Count),
                    .. Read(probabilities, Size, Count),
                ];
            }
        });
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(19, 1)]
    [InlineData(7, 150)]
    [InlineData(1, 9)]
    public void Softmax_over_channels_agrees_with_double_precision_both_ways_and_in_place(int channels, int area)
    {
        const int count = 3;
        int size = channels * area;
        float[] x = [.. Random(count * size, 1).Select(value => value * 10)];
        float[] dy = Random(count * size, 2);
        double[] y = new double[x.Length], dx = new double[x.Length];
        for (int pixel = 0; pixel < count * area; pixel++)
        {
            int first = (pixel / area * size) + (pixel % area);
            int[] places = [.. Enumerable.Range(0, channels).Select(channel => first + (channel * area))];
            double sum = places.Sum(at => Math.Exp(x[at]));
            double product = places.Sum(at => dy[at] * Math.Exp(x[at]) / sum);
            foreach (int at in places)
            {
                y[at] = Math.Exp(x[at]) / sum;
                dx[at] = y[at] * (dy[at] - product);
            }
        }

        Check([.. y, .. dx, .. y, .. dx], FunctionTolerance * 10, machine =>
        {
            CpuStep step = Step(machine, count);
            TensorBuffer output = Buffer(size, count);
            TensorBuffer inputGradient = Buffer(size, count);
            Softmax.Forward(step, channels, area, Buffer(x, count), output);
            Softmax.Backward(step, channels, area, output, Buffer(dy, count), inputGradient);
            TensorBuffer values = Buffer(x, count);
            TensorBuffer gradients = Buffer(dy, count);
            Softmax.Forward(step, channels, area, values, values);
            Softmax.Backward(step, channels, area, values, gradients, gradients);
            return
            [
                .. Read(output, size, count), .. Read(inputGradient, size, count),
                .. Read(values, size, count), .. Read(gradients, size, count),
            ];
        });
    }

    [Fact]
    public void Squared_loss_agrees_with_double_precision_and_finite_differences()
    {
        float[] y = Random(Count * Size, 1);
        float[] targets = Random(Count * Size, 2);
        double[] losses = [.. Enumerable.Range(0, Count).Select(n => HalfSquares(References.ToDouble(y), targets, n))];
        double[] gradient = Differentiate(References.ToDouble(y), values =>
            Enumerable.Range(0, Count).Sum(n => HalfSquares(values, targets, n)) / Count);

        Check([.. losses, .. new double[Count], .. gradient], FunctionTolerance * 40, machine =>
        {
            TensorBuffer result = Buffer(Size, Count);
            var (loss, flags) = Run(machine, null, Buffer(targets), step =>
                SquaredLoss.Loss(step, Size, Buffer(y, Count), result));
            return [.. loss, .. flags, .. Read(result, Size, Count)];
        });
    }

    private (float[] Losses, float[] Wrong) Run(Machine machine, int* labels, TensorBuffer targets, Action<CpuStep> run)
    {
        TensorBuffer losses = Buffer(Count);
        var wrong = new int[Count];
        fixed (int* flags = wrong)
        {
            run(new CpuStep
            {
                Machine = machine,
                Count = Count,
                Labels = labels,
                Targets = targets.Pointer,
                TargetSize = Size,
                Losses = losses.Pointer,
                Wrong = flags,
            });
        }

        return (Read(losses, Count), [.. wrong.Select(flag => (float)flag)]);
    }

    private static List<double> Row(double[] values, int n) => [.. values.Skip(n * Size).Take(Size)];

    private static double CrossEntropy(List<double> z, int label) =>
        z.Max() + Math.Log(z.Sum(value => Math.Exp(value - z.Max()))) - z[label];

    private static double HalfSquares(double[] y, float[] targets, int n) =>
        Enumerable.Range(n * Size, Size).Sum(i => 0.5 * (y[i] - targets[i]) * (y[i] - targets[i]));

    /// <summary>Central differences.</summary>
    private static double[] Differentiate(double[] at, Func<double[], double> function)
    {
        const double width = 1e-5;
        return [.. at.Select((value, i) =>
        {
            double[] moved = [.. at];
            moved[i] = value + width;
            double above = function(moved);
            moved[i] = value - width;
            return (above - function(moved)) / (2 * width);
        })];
    }
}
