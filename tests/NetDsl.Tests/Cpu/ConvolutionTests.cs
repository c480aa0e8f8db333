using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ConvolutionTests : KernelTest
{
    public static TheoryData<int, int[]> Shapes => new()
    {
        // batch; channels, height, width, filters, window 2, stride 2, pad 2, output 2, groups, dilation 2
        { 3, [1, 28, 28, 6, 5, 5, 1, 1, 2, 2, 28, 28] },
        { 17, [6, 14, 14, 16, 5, 5, 1, 1, 0, 0, 10, 10] },
        { 1, [3, 9, 7, 5, 3, 3, 2, 2, 1, 1, 5, 4] },
        { 2, [4, 6, 6, 3, 1, 1, 1, 1, 0, 0, 6, 6] },
        { 2, [2, 8, 8, 4, 1, 1, 3, 3, 0, 0, 3, 3] },
        { 2, [1, 2, 2, 2, 5, 5, 1, 1, 2, 2, 2, 2] },
        { 1, [2, 1, 40, 3, 1, 9, 1, 4, 0, 4, 1, 10] },
        { 2, [1, 1, 800, 5, 1, 80, 1, 4, 0, 0, 1, 181] },
        { 2, [4, 9, 9, 10, 3, 3, 1, 1, 1, 1, 9, 9, 2, 1, 1] },
        { 3, [5, 12, 10, 5, 3, 3, 1, 1, 1, 1, 12, 10, 5, 1, 1] },
        { 3, [3, 11, 13, 6, 3, 5, 2, 2, 1, 2, 6, 7, 3, 1, 1] },
        { 2, [2, 12, 9, 7, 3, 2, 1, 1, 2, 0, 12, 6, 1, 2, 3] },
        { 2, [2, 15, 14, 5, 3, 3, 2, 2, 3, 0, 8, 5, 1, 3, 2] },
        { 1, [2, 1, 40, 4, 1, 3, 1, 3, 0, 4, 1, 14, 2, 1, 4] },
    };

    /// <summary>Of several blocks in each direction: depth, places, filters, channels, parts of a batch.</summary>
    public static TheoryData<int, int[]> LargeShapes => new()
    {
        { 2, [45, 11, 9, 30, 3, 3, 1, 1, 1, 1, 11, 9, 1, 1, 1] },
        { 19, [60, 3, 4, 14, 3, 3, 1, 1, 1, 1, 3, 4, 1, 1, 1] },
        { 3, [70, 9, 7, 27, 1, 1, 1, 1, 0, 0, 9, 7, 1, 1, 1] },
        { 1, [6, 40, 33, 26, 3, 3, 1, 1, 1, 1, 40, 33, 1, 1, 1] },
        { 2, [40, 14, 12, 50, 3, 3, 2, 2, 1, 1, 7, 6, 2, 1, 1] },
        { 2, [24, 9, 9, 24, 1, 1, 2, 2, 0, 0, 5, 5, 1, 1, 1] },
    };

    /// <summary>For filters side by side in the vectors: rows of runs of seven places and of four, an odd number of runs, more
    /// runs than are summed at once, panels that filters do not fill, blocks of depth, places side by side in planes and in
    /// images.</summary>
    public static TheoryData<int, int[]> FilterwiseShapes => new()
    {
        { 3, [40, 7, 7, 37, 3, 3, 1, 1, 1, 1, 7, 7, 1, 1, 1] },
        { 1, [3, 30, 28, 70, 3, 3, 1, 1, 1, 1, 30, 28, 1, 1, 1] },
        { 2, [12, 5, 4, 66, 1, 1, 1, 1, 0, 0, 5, 4, 2, 1, 1] },
        { 5, [24, 13, 16, 20, 3, 1, 2, 2, 1, 0, 7, 8, 1, 1, 1] },
    };

    /// <summary>For Winograd's algorithm: tiles that are cut off, rows of fewer tiles than a vector has values and of more,
    /// several chunks that begin within an image, chunks that are one thread's, gradients in parts that two threads have each for
    /// themselves and three compute together, parts of several chunks, parts of one row of tiles and of two; filters
    /// in parts, the last one of a few.</summary>
    public static TheoryData<int, int[]> WinogradShapes => new()
    {
        { 3, [5, 14, 11, 7, 3, 3, 1, 1, 1, 1, 14, 11, 1, 1, 1] },
        { 2, [6, 7, 38, 4, 3, 3, 1, 1, 0, 2, 5, 40, 2, 1, 1] },
        { 1, [17, 9, 70, 3, 3, 3, 1, 1, 2, 0, 11, 68, 1, 1, 1] },
        { 2, [8, 32, 32, 232, 3, 3, 1, 1, 1, 1, 32, 32, 1, 1, 1] },
        { 2, [6, 30, 110, 5, 3, 3, 1, 1, 1, 1, 30, 110, 1, 1, 1] },
        { 1, [4, 40, 88, 124, 3, 3, 1, 1, 1, 1, 40, 88, 1, 1, 1] },
        { 1, [4, 28, 220, 124, 3, 3, 1, 1, 1, 1, 28, 220, 1, 1, 1] },
        { 1, [3, 1, 1, 2, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { 1, [5, 14, 11, 70, 3, 3, 1, 1, 1, 1, 14, 11, 1, 1, 1] },
        { 2, [6, 9, 13, 200, 3, 3, 1, 1, 0, 2, 7, 15, 2, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(WinogradShapes))]
    public void Convolution_by_Winograds_algorithm_agrees_with_plain_loops(int count, int[] sizes) =>
        CheckShape(count, Sizes(sizes));

    [Theory]
    [MemberData(nameof(FilterwiseShapes))]
    public void Convolution_with_filters_side_by_side_agrees_with_plain_loops(int count, int[] sizes) =>
        CheckShape(count, Sizes(sizes));

    [Theory]
    [MemberData(nameof(FilterwiseShapes))]
    public void Convolution_with_filters_side_by_side_has_the_bits_of_that_by_blocks(int count, int[] values)
    {
        WindowSizes sizes = Sizes(values);
        AnyConvolution.Sizes = sizes;
        var (batch, w, bias) = (
            Random(count * sizes.InputSize, 1), Random(sizes.Filters * sizes.Taps, 2), Random(sizes.Filters, 3));
        foreach (Machine machine in Widths.SelectMany(Machines))
        {
            float[] Run(ConvolutionWay way)
            {
                TensorBuffer output = Buffer(sizes.OutputSize, count);
                Forward(way, Step(machine, count), Buffer(batch, count), Buffer(w), Buffer(bias), output);
                return Read(output, sizes.OutputSize, count);
            }

            Assert.Equal(Run(ConvolutionWay.Blocks), Run(ConvolutionWay.Filterwise));
        }
    }

    [Theory]
    [MemberData(nameof(LargeShapes))]
    public void Convolution_of_several_blocks_agrees_with_plain_loops(int count, int[] sizes) =>
        CheckShape(count, Sizes(sizes));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Convolution_of_a_known_shape_agrees_with_plain_loops(int count, int[] sizes) =>
        CheckShape(count, Sizes(sizes));

    [Fact]
    public void Convolution_of_any_shape_agrees_with_plain_loops()
    {
        Gen<(int, WindowSizes)> shapes =
            from count in Gen.Int[1, 5]
            from groups in Gen.Frequency((2, Gen.Const(1)), (1, Gen.Int[2, 4]))
            from channels in Gen.Int[1, 5]
            from filters in Gen.Int[1, 9]
            from size in Gen.Select(Gen.Int[1, 12], Gen.Int[1, 20])
            from window in Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6])
            from stride in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4])
            from pad in Gen.Select(Gen.Int[0, window.Item1], Gen.Int[0, window.Item2])
            from dilation in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
            let height = Output(size.Item1, Reach(window.Item1, dilation.Item1), stride.Item1, pad.Item1)
            let width = Output(size.Item2, Reach(window.Item2, dilation.Item2), stride.Item2, pad.Item2)
            where height > 0 && width > 0
            select (count, new WindowSizes(
                groups * channels, size.Item1, size.Item2, groups * filters, window.Item1, window.Item2,
                stride.Item1, stride.Item2, pad.Item1, pad.Item2, height, width,
                groups, dilation.Item1, dilation.Item2));

        Sample(shapes, sample => CheckShape(sample.Item1, sample.Item2), 50);
    }

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(3, 0, 0)]
    [InlineData(1, 2, 7)]
    public void Convolution_reads_and_writes_parts_of_other_tensors(int inputGap, int outputGap, int gradientGap) =>
        CheckShape(3, new WindowSizes(3, 9, 7, 5, 3, 3, 2, 1, 1, 1, 5, 7), inputGap, outputGap, gradientGap);

    internal static WindowSizes Sizes(int[] s) => new(
        s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11],
        s.Length > 12 ? s[12] : 1, s.Length > 12 ? s[13] : 1, s.Length > 12 ? s[14] : 1);

    private static int Reach(int window, int dilation) => ((window - 1) * dilation) + 1;

    private static int Output(int size, int window, int stride, int pad) =>
        size + (2 * pad) < window ? 0 : ((size + (2 * pad) - window) / stride) + 1;

    private void CheckShape(
        int count, WindowSizes sizes, int inputGap = 0, int outputGap = 0, int gradientGap = 0)
    {
        AnyConvolution.Sizes = sizes;
        var (batch, outputs) = (Random(count * sizes.InputSize, 1), Random(count * sizes.OutputSize, 4));
        float[] w = Random(sizes.Filters * sizes.Taps, 2);
        float[] bias = Random(sizes.Filters, 3);
        double[] z = References.Convolve(
            sizes, count, References.ToDouble(batch), References.ToDouble(w), References.ToDouble(bias));
        double[] y = [.. z.Select(Math.Tanh)];
        double[] dz = [.. outputs.Select((gradient, i) => gradient * (1 - (y[i] * y[i])))];
        var (dw, db, dx) = References.ConvolveBackward(
            sizes, count, References.ToDouble(batch), References.ToDouble(w), dz);

        foreach (ConvolutionWay way in Ways(sizes))
        {
            Check(y, SumTolerance * (sizes.Taps + 1), machine =>
            {
                TensorBuffer output = Buffer(sizes.OutputSize, count, outputGap);
                Forward(way, Step(machine, count), Buffer(batch, count, inputGap), Buffer(w), Buffer(bias), output);
                return Read(output, sizes.OutputSize, count);
            });

            if (way == ConvolutionWay.Filterwise)
            {
                continue;
            }

            Check([.. dz, .. dw, .. db, .. dx], SumTolerance * (count * sizes.OutputSize), machine =>
            {
                TensorBuffer outputGradient = Buffer(outputs, count, outputGap);
                TensorBuffer weightsGradient = Buffer(dw.Length);
                TensorBuffer biasGradient = Buffer(db.Length);
                TensorBuffer inputGradient = Buffer(sizes.InputSize, count, gradientGap);
                Backward(
                    way, Step(machine, count), Buffer(batch, count, inputGap), Buffer(w),
                    Buffer([.. y.Select(value => (float)value)], count, gradientGap), outputGradient,
                    weightsGradient, biasGradient, inputGradient);
                return
                [
                    .. Read(outputGradient, sizes.OutputSize, count),
                    .. Read(weightsGradient, dw.Length),
                    .. Read(biasGradient, db.Length),
                    .. Read(inputGradient, sizes.InputSize, count),
                ];
            });
        }
    }

    /// <summary>The ways there are for such windows.</summary>
    internal static IEnumerable<ConvolutionWay> Ways(WindowSizes sizes) =>
        Enum.GetValues<ConvolutionWay>().Where(way => way switch
        {
            ConvolutionWay.Filterwise => FilterwiseConvolution<AnyConvolution>.Suits,
            ConvolutionWay.Winograd or ConvolutionWay.WinogradFilterwise => sizes is
            {
                WindowHeight: 3, WindowWidth: 3, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1, PadTop: <= 2, PadLeft: <= 2,
            },
            _ => true,
        });

    internal static void Forward(
        ConvolutionWay way, in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias,
        TensorBuffer output)
    {
        using var kept = new KeptWeights();
        step.Machine.IsFilterwise = IsFilterwise(way);
        switch (way)
        {
            case ConvolutionWay.Flat:
                FlatConvolution.Forward<AnyConvolution, Tanh>(step, input, weights, bias, output);
                break;
            case ConvolutionWay.Blocks:
                ConvolutionBlocks.Forward<AnyConvolution, Tanh>(step, input, weights, bias, output);
                break;
            case ConvolutionWay.Filterwise:
                FilterwiseConvolution<AnyConvolution>.Forward<Tanh>(
                    step with { Kept = kept }, input, weights, bias, residual: default, output);
                break;
            default:
                WinogradConvolution<AnyConvolution>.Forward<Tanh>(step, input, weights, bias, residual: default, output);
                break;
        }
    }

    internal static bool IsFilterwise(ConvolutionWay way) =>
        way is ConvolutionWay.Filterwise or ConvolutionWay.WinogradFilterwise;

    private static void Backward(
        ConvolutionWay way, in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer output,
        TensorBuffer outputGradient, TensorBuffer weightsGradient, TensorBuffer biasGradient,
        TensorBuffer inputGradient)
    {
        step.Machine.IsFilterwise = IsFilterwise(way);
        switch (way)
        {
            case ConvolutionWay.Flat:
                FlatConvolution.Backward<AnyConvolution, Tanh>(
                    step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient);
                break;
            case ConvolutionWay.Blocks:
                ConvolutionBlocks.Backward<AnyConvolution, Tanh>(
                    step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient);
                break;
            default:
                WinogradConvolution<AnyConvolution>.Backward<Tanh>(
                    step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient,
                    adds: false);
                break;
        }
    }
}
