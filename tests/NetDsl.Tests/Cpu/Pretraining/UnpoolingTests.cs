using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu.Pretraining;

/// <summary>What undoes poolings, against plain loops over the windows.</summary>
public sealed unsafe class UnpoolingTests : KernelTest
{
    private const int Count = 3;

    private static readonly Gen<WindowSizes> Shapes =
        from channels in Gen.Int[1, 3]
        from size in Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40])
        from window in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5])
        from stride in Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5])
        from pad in Gen.Select(Gen.Int[0, window.Item1 - 1], Gen.Int[0, window.Item2 - 1])
        where size.Item1 >= window.Item1 && size.Item2 >= window.Item2
        select new WindowSizes(
            channels, size.Item1, size.Item2, channels, window.Item1, window.Item2,
            stride.Item1, stride.Item2, pad.Item1, pad.Item2,
            1 + ((size.Item1 + pad.Item1 - window.Item1) / stride.Item1),
            1 + ((size.Item2 + pad.Item2 - window.Item2) / stride.Item2));

    [Fact]
    public void Switches_of_any_shape_agree_with_plain_loops() => Sample(Shapes, CheckSwitches, 25);

    [Fact]
    public void Upsampling_of_any_shape_agrees_with_plain_loops() => Sample(Shapes, CheckUpsampling, 40);

    [Theory]
    [InlineData(28, 2, 2, 0, 14)]
    [InlineData(13, 2, 2, 0, 6)]
    [InlineData(56, 3, 2, 0, 28)]
    [InlineData(9, 9, 9, 0, 1)]
    public void Known_poolings_are_undone(int size, int window, int stride, int pad, int output)
    {
        var sizes = new WindowSizes(2, size, size, 2, window, window, stride, stride, pad, pad, output, output);
        CheckSwitches(sizes);
        CheckUpsampling(sizes);
    }

    [Fact]
    public void Pooling_what_switches_gave_gives_the_maxima_again()
    {
        AnyPooling.Sizes = new WindowSizes(2, 6, 8, 2, 2, 2, 2, 2, 0, 0, 3, 4);
        float[] x = [.. Random(96, 1).Select(value => value + 2)];
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            TensorBuffer maxima = Buffer(24, 1), choice = Buffer(24, 1), image = Buffer(96, 1), again = Buffer(24, 1);
            MaxPooling.Forward<AnyPooling>(Step(machine, 1), Buffer(x, 1), maxima, choice);
            Unpooling.Forward<AnyPooling>(Step(machine, 1), maxima, choice, image);
            MaxPooling.Forward<AnyPooling>(Step(machine, 1), image, again, choice: default);
            Assert.Equal(Read(maxima, 24), Read(again, 24));
            Assert.Equal(24, Read(image, 96).Count(value => value != 0));
        }
    }

    private void CheckSwitches(WindowSizes sizes)
    {
        AnyPooling.Sizes = sizes;
        float[] pooled = Random(Count * sizes.InputSize, 1);
        float[] x = Random(Count * sizes.OutputSize, 2);
        float[] dy = Random(Count * sizes.InputSize, 3);
        double[] y = new double[dy.Length], dx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int best = Windows(sizes, i).MaxBy(pixel => pooled[pixel]);
            y[best] += x[i];
            dx[i] = dy[best];
        }

        Check([.. y, .. dx], SumTolerance * 20, machine =>
        {
            CpuStep step = Step(machine, Count);
            TensorBuffer choice = Buffer(sizes.OutputSize, Count), output = Buffer(sizes.InputSize, Count);
            TensorBuffer inputGradient = Buffer(sizes.OutputSize, Count);
            MaxPooling.Forward<AnyPooling>(
                step, Buffer(pooled, Count), Buffer(sizes.OutputSize, Count), choice);
            Unpooling.Forward<AnyPooling>(step, Buffer(x, Count), choice, output);
            Unpooling.Backward<AnyPooling>(step, choice, Buffer(dy, Count), inputGradient);
            return [.. Read(output, sizes.InputSize, Count), .. Read(inputGradient, sizes.OutputSize, Count)];
        });
    }

    private void CheckUpsampling(WindowSizes sizes)
    {
        AnyPooling.Sizes = sizes;
        float[] x = Random(Count * sizes.OutputSize, 1);
        float[] dy = Random(Count * sizes.InputSize, 2);
        double[] y = new double[dy.Length], windows = new double[dy.Length], dx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            foreach (int pixel in Windows(sizes, i))
            {
                y[pixel] += x[i];
                windows[pixel]++;
            }
        }

        y = [.. y.Zip(windows, (sum, count) => count == 0 ? 0 : sum / count)];
        for (int i = 0; i < x.Length; i++)
        {
            dx[i] = Windows(sizes, i).Sum(pixel => dy[pixel] / windows[pixel]);
        }

        Check([.. y, .. dx], SumTolerance * 20, machine =>
        {
            CpuStep step = Step(machine, Count);
            TensorBuffer output = Buffer(sizes.InputSize, Count), inputGradient = Buffer(sizes.OutputSize, Count);
            Upsampling.Forward<AnyPooling>(step, Buffer(x, Count), output);
            Upsampling.Backward<AnyPooling>(step, Buffer(dy, Count), inputGradient);
            return [.. Read(output, sizes.InputSize, Count), .. Read(inputGradient, sizes.OutputSize, Count)];
        });
    }

    /// <summary>The pixels of an output's window, by their indices in the batch.</summary>
    private static IEnumerable<int> Windows(WindowSizes s, int output)
    {
        int plane = output / (s.OutputHeight * s.OutputWidth);
        int top = (output / s.OutputWidth % s.OutputHeight * s.StrideY) - s.PadTop;
        int left = (output % s.OutputWidth * s.StrideX) - s.PadLeft;
        for (int row = Math.Max(0, top); row < Math.Min(s.Height, top + s.WindowHeight); row++)
        {
            for (int column = Math.Max(0, left); column < Math.Min(s.Width, left + s.WindowWidth); column++)
            {
                yield return (((plane * s.Height) + row) * s.Width) + column;
            }
        }
    }
}
