using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>A convolution that writes its maxima alone gives what it and a max pooling behind it give, to the
/// bit.</summary>
public sealed class PooledConvolutionTests : KernelTest
{
    public static TheoryData<int, int[], int[]> Shapes => new()
    {
        // batch; as of ConvolutionTests; the pooling's window 2, stride 2, pad 2, output 2
        { 3, [1, 28, 28, 6, 5, 5, 1, 1, 2, 2, 28, 28], [2, 2, 2, 2, 0, 0, 14, 14] },
        { 17, [6, 14, 14, 16, 5, 5, 1, 1, 0, 0, 10, 10], [2, 2, 2, 2, 0, 0, 5, 5] },
        { 1, [3, 31, 29, 13, 5, 5, 2, 2, 2, 2, 16, 15], [3, 3, 2, 2, 0, 0, 8, 7] },
        { 2, [4, 9, 9, 10, 3, 3, 1, 1, 1, 1, 9, 9, 2, 1, 1], [3, 3, 1, 1, 1, 1, 9, 9] },
        { 1, [2, 1, 40, 4, 1, 3, 1, 3, 0, 4, 1, 14, 2, 1, 4], [1, 4, 1, 3, 0, 0, 1, 4] },
        // of several blocks of depth and places; more rows than the band holds, so that some make room
        { 2, [24, 50, 34, 100, 3, 3, 1, 1, 1, 1, 50, 34, 1, 1, 1], [2, 2, 2, 2, 0, 0, 25, 17] },
        { 5, [12, 90, 40, 60, 3, 3, 1, 1, 1, 1, 90, 40, 1, 1, 1], [3, 3, 2, 2, 1, 1, 45, 20] },
        { 5, [3, 60, 40, 80, 5, 5, 1, 1, 2, 2, 60, 40, 1, 1, 1], [5, 5, 3, 3, 2, 2, 20, 14] },
        { 5, [3, 60, 40, 80, 5, 5, 1, 1, 2, 2, 60, 40, 1, 1, 1], [2, 2, 5, 5, 0, 0, 12, 8] },
        { 19, [60, 4, 6, 14, 3, 3, 1, 1, 1, 1, 4, 6, 1, 1, 1], [2, 2, 2, 2, 0, 0, 2, 3] },
        { 3, [70, 9, 7, 27, 1, 1, 1, 1, 0, 0, 9, 7, 1, 1, 1], [3, 3, 2, 2, 0, 0, 4, 3] },
        { 3, [40, 14, 12, 50, 3, 3, 2, 2, 1, 1, 7, 6, 2, 1, 1], [7, 6, 1, 1, 0, 0, 1, 1] },
        { 2, [40, 1, 400, 20, 1, 3, 1, 1, 0, 1, 1, 400, 1, 1, 1], [1, 4, 1, 4, 0, 0, 1, 100] },
        // filters in parts; a row that no window sees, an image of several chunks
        { 2, [4, 13, 18, 70, 3, 3, 1, 1, 1, 1, 13, 18, 1, 1, 1], [2, 2, 2, 2, 0, 0, 6, 9] },
        { 1, [5, 61, 70, 6, 3, 3, 1, 1, 1, 1, 61, 70, 1, 1, 1], [2, 2, 2, 2, 0, 0, 30, 35] },
        // whole rows of seven and of four places: pairs of rows, and whole images
        { 2, [9, 28, 28, 34, 3, 3, 1, 1, 1, 1, 28, 28, 1, 1, 1], [2, 2, 2, 2, 0, 0, 14, 14] },
        { 5, [9, 8, 8, 34, 3, 3, 1, 1, 1, 1, 8, 8, 1, 1, 1], [3, 3, 2, 2, 0, 0, 3, 3] },
        // windows wholly in the padding
        { 2, [2, 4, 4, 3, 3, 3, 1, 1, 1, 1, 4, 4], [2, 2, 5, 5, 0, 0, 2, 2] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Maxima_of_a_known_convolution_are_those_of_a_pooling_behind_it(int count, int[] sizes, int[] pool) =>
        CheckShape(count, ConvolutionTests.Sizes(sizes), pool);

    [Fact]
    public void Maxima_of_any_convolution_are_those_of_a_pooling_behind_it()
    {
        Gen<(int, WindowSizes, int[])> shapes =
            from count in Gen.Int[1, 5]
            from groups in Gen.Int[1, 2]
            from channels in Gen.Int[1, 5]
            from filters in Gen.Int[1, 30]
            from size in Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40])
            from window in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4])
            from stride in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
            let pad = (Y: Math.Min(1, window.Item1 - 1), X: Math.Min(1, window.Item2 - 1))
            let convolution = new WindowSizes(
                groups * channels, size.Item1, size.Item2, groups * filters, 3, 3, 1, 1, 1, 1, size.Item1, size.Item2,
                groups)
            where size.Item1 >= window.Item1 && size.Item2 >= window.Item2
            select (count, convolution, new[]
            {
                window.Item1, window.Item2, stride.Item1, stride.Item2, pad.Y, pad.X,
                1 + ((size.Item1 + pad.Y - window.Item1) / stride.Item1),
                1 + ((size.Item2 + pad.X - window.Item2) / stride.Item2),
            });

        Sample(shapes, sample => CheckShape(sample.Item1, sample.Item2, sample.Item3), 40);
    }

    private void CheckShape(int count, WindowSizes sizes, int[] pool)
    {
        AnyConvolution.Sizes = sizes;
        AnyPooling.Sizes = new WindowSizes(
            sizes.Filters, sizes.OutputHeight, sizes.OutputWidth, sizes.Filters, pool[0], pool[1], pool[2], pool[3],
            pool[4], pool[5], pool[6], pool[7]);
        var (batch, bias) = (Random(count * sizes.InputSize, 1), Random(sizes.Filters, 3));
        float[] w = Random(sizes.Filters * sizes.Taps, 2);
        foreach (ConvolutionWay way in ConvolutionTests.Ways(sizes))
        {
            foreach (Machine machine in Widths.SelectMany(Machines))
            {
                TensorBuffer whole = Buffer(sizes.OutputSize, count);
                TensorBuffer output = Buffer(AnyPooling.Sizes.OutputSize, count);
                TensorBuffer choice = Buffer(AnyPooling.Sizes.OutputSize, count);
                ConvolutionTests.Forward(
                    way, Step(machine, count), Buffer(batch, count), Buffer(w), Buffer(bias), whole);
                MaxPooling.Forward<AnyPooling, Gelu>(Step(machine, count), whole, output, choice);
                float[] maxima = Read(output, AnyPooling.Sizes.OutputSize, count);
                float[] choices = Read(choice, AnyPooling.Sizes.OutputSize, count);
                Assert.Equal(maxima, Pooled(way, machine, count, batch, w, bias, default));
                choice = Buffer(AnyPooling.Sizes.OutputSize, count, gap: 3);
                Assert.Equal(maxima, Pooled(way, machine, count, batch, w, bias, choice));
                Assert.Equal(choices, Read(choice, AnyPooling.Sizes.OutputSize, count));
            }
        }
    }

    private float[] Pooled(
        ConvolutionWay way, Machine machine, int count, float[] batch, float[] weights, float[] bias, TensorBuffer choice)
    {
        int size = AnyPooling.Sizes.OutputSize;
        TensorBuffer output = Buffer(size, count, gap: 2);
        CpuStep step = Step(machine, count);
        var (x, w, b) = (Buffer(batch, count, 1), Buffer(weights), Buffer(bias));
        using var kept = new KeptWeights();
        machine.IsFilterwise = ConvolutionTests.IsFilterwise(way);
        switch (way)
        {
            case ConvolutionWay.Flat:
                FlatConvolution.ForwardPooled<AnyConvolution, Tanh, AnyPooling, Gelu>(step, x, w, b, output, choice);
                break;
            case ConvolutionWay.Blocks:
                PooledBlocks.Forward<AnyConvolution, Tanh, AnyPooling, Gelu>(step, x, w, b, output, choice);
                break;
            case ConvolutionWay.Filterwise:
                FilterwiseConvolution<AnyConvolution>.ForwardPooled<Tanh, AnyPooling, Gelu>(
                    step with { Kept = kept }, x, w, b, output, choice);
                break;
            default:
                WinogradConvolution<AnyConvolution>.ForwardPooled<Tanh, AnyPooling, Gelu>(step, x, w, b, output, choice);
                break;
        }

        return Read(output, size, count);
    }
}
