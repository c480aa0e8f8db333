using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class PoolingTests : KernelTest
{
    private static readonly Gen<WindowSizes> Shapes =
        from channels in Gen.Int[1, 3]
        from size in Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40])
        from window in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5])
        from stride in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
        from pad in Gen.Select(Gen.Int[0, window.Item1 - 1], Gen.Int[0, window.Item2 - 1])
        where size.Item1 >= window.Item1 && size.Item2 >= window.Item2
        select new WindowSizes(
            channels, size.Item1, size.Item2, channels, window.Item1, window.Item2,
            stride.Item1, stride.Item2, pad.Item1, pad.Item2,
            1 + ((size.Item1 + pad.Item1 - window.Item1) / stride.Item1),
            1 + ((size.Item2 + pad.Item2 - window.Item2) / stride.Item2));

    [Fact]
    public void Max_pooling_of_any_shape_agrees_with_plain_loops() => Sample(Shapes, CheckMaximum, 25);

    [Theory]
    [InlineData(56, 3, 2, 0, 28)] // GoogLeNet's: rounded up
    [InlineData(14, 3, 2, 0, 7)]
    [InlineData(28, 3, 1, 1, 28)]
    [InlineData(14, 3, 1, 1, 14)]
    [InlineData(7, 3, 1, 1, 7)]
    [InlineData(9, 5, 1, 2, 9)]
    [InlineData(3, 3, 1, 1, 3)]
    [InlineData(27, 3, 2, 0, 13)]
    [InlineData(112, 3, 2, 1, 56)]
    [InlineData(23, 5, 3, 2, 8)]
    public void Pooling_of_the_famous_networks_agrees_with_plain_loops(
        int size, int window, int stride, int pad, int output)
    {
        var sizes = new WindowSizes(2, size, size, 2, window, window, stride, stride, pad, pad, output, output);
        CheckMaximum(sizes);
        CheckSums(sizes);
    }

    [Fact]
    public void Max_pooling_of_nothing_but_padding_gives_0()
    {
        AnyPooling.Sizes = new WindowSizes(2, 2, 2, 2, 2, 2, 3, 3, 0, 0, 2, 1);
        float[] x = [-1, -2, -3, -4, 5, 6, 7, 8];
        Check([-1, 0, 8, 0], 0, machine =>
        {
            TensorBuffer output = Buffer(4, 1);
            MaxPooling.Forward<AnyPooling>(Step(machine, 1), Buffer(x, 1), output, default);
            return Read(output, 4, 1);
        });
    }

    [Theory]
    [InlineData(28, 28)]
    [InlineData(10, 10)]
    [InlineData(7, 64)]
    public void Max_pooling_by_halves_agrees_with_plain_loops(int height, int width) =>
        CheckMaximum(new WindowSizes(3, height, width, 3, 2, 2, 2, 2, 0, 0, height / 2, width / 2));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Max_pooling_of_a_NaN_gives_NaN(int window)
    {
        AnyPooling.Sizes = new WindowSizes(
            1, 12, 36, 1, window, window, window, window, 0, 0, 12 / window, 36 / window);
        float[] x = Random(12 * 36, 1);
        x[37] = float.NaN;
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer output = Buffer(AnyPooling.Sizes.OutputSize);
            MaxPooling.Forward<AnyPooling>(Step(machine, 1), Buffer(x), output, default);

            float[] y = Read(output, AnyPooling.Sizes.OutputSize);
            Assert.True(float.IsNaN(y[0]));
            Assert.Single(y, float.IsNaN);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    public void Max_pooling_of_nothing_but_minus_infinity_chooses_pixels_of_the_window(int size)
    {
        AnyPooling.Sizes = new WindowSizes(1, size, size, 1, 3, 3, 1, 1, 1, 1, size, size);
        float[] x = [.. Enumerable.Repeat(float.NegativeInfinity, size * size)];
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer output = Buffer(size * size);
            TensorBuffer chosen = Buffer(size * size);
            MaxPooling.Forward<AnyPooling>(Step(machine, 1), Buffer(x), output, chosen);

            Assert.Equal(x, Read(output, size * size));
            int[] places = [.. Read(chosen, size * size).Select(BitConverter.SingleToInt32Bits)];
            Assert.All(places, (place, window) =>
            {
                Assert.InRange(place / size, (window / size) - 1, (window / size) + 1);
                Assert.InRange(place % size, (window % size) - 1, (window % size) + 1);
            });
        }
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(13, 2)]
    public void Pooling_of_a_whole_plane_agrees_with_plain_loops(int height, int width)
    {
        var sizes = new WindowSizes(3, height, width, 3, height, width, height, width, 0, 0, 1, 1);
        CheckMaximum(sizes);
        CheckSums(sizes);
    }

    [Fact]
    public void Average_and_sum_pooling_of_any_shape_agree_with_plain_loops() => Sample(Shapes, CheckSums, 25);

    private void CheckMaximum(WindowSizes sizes)
    {
        const int count = 3;
        AnyPooling.Sizes = sizes;

        // few distinct values: the first of equals must win
        float[] x = [.. Random(count * sizes.InputSize, 1).Select(value => MathF.Round(value * 4))];
        float[] dy = Random(count * sizes.OutputSize, 2);
        var y = new double[dy.Length];
        var choice = new double[dy.Length];
        var dx = new double[x.Length];
        ForEachWindow(sizes, count, (output, start, pixels) =>
        {
            int best = pixels.MaxBy(pixel => x[start + pixel]);
            y[output] = x[start + best];
            choice[output] = best;
            dx[start + best] += dy[output];
        });
        CheckEqual([.. y, .. y, .. choice, .. dx], FunctionTolerance * 9, machine =>
        {
            TensorBuffer predicted = Buffer(sizes.OutputSize, count);
            MaxPooling.Forward<AnyPooling>(Step(machine, count), Buffer(x, count), predicted, default);
            TensorBuffer output = Buffer(sizes.OutputSize, count);
            TensorBuffer chosen = Buffer(sizes.OutputSize, count);
            TensorBuffer inputGradient = Buffer(sizes.InputSize, count);
            MaxPooling.Forward<AnyPooling>(Step(machine, count), Buffer(x, count), output, chosen);
            MaxPooling.Backward<AnyPooling>(Step(machine, count), chosen, Buffer(dy, count), inputGradient);
            return
            [
                .. Read(predicted, sizes.OutputSize, count),
                .. Read(output, sizes.OutputSize, count),
                .. Read(chosen, sizes.OutputSize, count).Select(bits => (float)BitConverter.SingleToInt32Bits(bits)),
                .. Read(inputGradient, sizes.InputSize, count),
            ];
        });
    }

    private void CheckSums(WindowSizes sizes)
    {
        const int count = 2;
        AnyPooling.Sizes = sizes;
        float[] x = Random(count * sizes.InputSize, 1);
        float[] dy = Random(count * sizes.OutputSize, 2);
        double[] mean = new double[dy.Length], sum = new double[dy.Length];
        double[] dMean = new double[x.Length], dSum = new double[x.Length];
        ForEachWindow(sizes, count, (output, start, pixels) =>
        {
            sum[output] = pixels.Sum(pixel => (double)x[start + pixel]);
            mean[output] = sum[output] / pixels.Count;
            foreach (int pixel in pixels)
            {
                dSum[start + pixel] += dy[output];
                dMean[start + pixel] += dy[output] / pixels.Count;
            }
        });
        CheckEqual([.. mean, .. dMean, .. sum, .. dSum], FunctionTolerance * 9, machine =>
        {
            CpuStep step = Step(machine, count);
            TensorBuffer output = Buffer(sizes.OutputSize, count);
            TensorBuffer inputGradient = Buffer(sizes.InputSize, count);
            AveragePooling.Forward<AnyPooling>(step, Buffer(x, count), output);
            AveragePooling.Backward<AnyPooling>(step, Buffer(dy, count), inputGradient);
            float[] means = [.. Read(output, sizes.OutputSize, count), .. Read(inputGradient, sizes.InputSize, count)];
            SumPooling.Forward<AnyPooling>(step, Buffer(x, count), output);
            SumPooling.Backward<AnyPooling>(step, Buffer(dy, count), inputGradient);
            return [.. means, .. Read(output, sizes.OutputSize, count), .. Read(inputGradient, sizes.InputSize, count)];
        });
    }

    private static void ForEachWindow(WindowSizes s, int count, Action<int, int, List<int>> visit)
    {
        int output = 0;
        for (int plane = 0; plane < count * s.Channels; plane++)
        {
            for (int i = 0; i < s.OutputHeight * s.OutputWidth; i++)
            {
                int top = (i / s.OutputWidth * s.StrideY) - s.PadTop;
                int left = (i % s.OutputWidth * s.StrideX) - s.PadLeft;
                List<int> pixels =
                [
                    .. from row in Enumerable.Range(top, s.WindowHeight)
                       from column in Enumerable.Range(left, s.WindowWidth)
                       where row >= 0 && row < s.Height && column >= 0 && column < s.Width
                       select (row * s.Width) + column,
                ];
                visit(output++, plane * s.Height * s.Width, pixels);
            }
        }
    }
}
