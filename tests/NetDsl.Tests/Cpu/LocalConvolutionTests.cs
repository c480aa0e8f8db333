using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>Convolutions with weights for each place, against plain loops.</summary>
public sealed class LocalConvolutionTests : KernelTest
{
    /// <summary>Examples; channels, height, width, filters, window, strides, padding, output; dilation.</summary>
    public static TheoryData<int, int[]> Shapes => new()
    {
        { 1, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1] },
        { 3, [2, 9, 5, 4, 2, 3, 2, 1, 0, 1, 4, 5] },
        { 37, [3, 6, 7, 5, 3, 3, 1, 1, 1, 1, 6, 7] },
        { 9, [40, 5, 6, 30, 3, 3, 1, 2, 1, 1, 5, 3] },
        { 2, [2, 8, 9, 3, 3, 2, 1, 1, 2, 0, 8, 7, 1, 2, 2] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_for_each_place_agree_with_plain_loops(int count, int[] sizes)
    {
        WindowSizes s = ConvolutionTests.Sizes(sizes);
        AnyConvolution.Sizes = s;
        float[] x = Random(count * s.InputSize, 1);
        float[] w = Random(s.OutputSize * s.Taps, 2);
        float[] bias = Random(s.OutputSize, 3);
        float[] dy = Random(count * s.OutputSize, 4);
        double[] y = new double[dy.Length], db = new double[bias.Length], dw = new double[w.Length];
        double[] dx = new double[x.Length];
        ForEachProduct(s, count, (from, weight, to) => y[to] += (double)w[weight] * x[from]);
        double[] dz = new double[dy.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Tanh(y[i] + bias[i % s.OutputSize]);
            dz[i] = dy[i] * (1 - (y[i] * y[i]));
            db[i % s.OutputSize] += dz[i];
        }

        ForEachProduct(s, count, (from, weight, to) =>
        {
            dw[weight] += dz[to] * x[from];
            dx[from] += dz[to] * w[weight];
        });

        Check(y, SumTolerance * (s.Taps + 1), machine =>
        {
            TensorBuffer output = Buffer(s.OutputSize, count);
            LocalConvolution.Forward<AnyConvolution, Tanh>(
                Step(machine, count), Buffer(x, count), Buffer(w), Buffer(bias), output);
            return Read(output, s.OutputSize, count);
        });
        Check([.. dz, .. dw, .. db, .. dx], SumTolerance * (count + s.Taps), machine =>
        {
            TensorBuffer outputGradient = Buffer(dy, count);
            TensorBuffer weightsGradient = Buffer(dw.Length);
            TensorBuffer biasGradient = Buffer(db.Length);
            TensorBuffer inputGradient = Buffer(s.InputSize, count);
            LocalConvolution.Backward<AnyConvolution, Tanh>(
                Step(machine, count), Buffer(x, count), Buffer(w), Buffer([.. y.Select(value => (float)value)], count),
                outputGradient, weightsGradient, biasGradient, inputGradient);
            return
            [
                .. Read(outputGradient, s.OutputSize, count), .. Read(weightsGradient, dw.Length),
                .. Read(biasGradient, db.Length), .. Read(inputGradient, s.InputSize, count),
            ];
        });
    }

    /// <summary>Each input, weight and output that meet; padding meets none.</summary>
    private static void ForEachProduct(WindowSizes s, int count, Action<int, int, int> visit)
    {
        for (int to = 0; to < count * s.OutputSize; to++)
        {
            int unit = to % s.OutputSize;
            int top = (unit / s.OutputWidth % s.OutputHeight * s.StrideY) - s.PadTop;
            int left = (unit % s.OutputWidth * s.StrideX) - s.PadLeft;
            for (int tap = 0; tap < s.Taps; tap++)
            {
                int channel = tap / (s.WindowHeight * s.WindowWidth);
                int row = top + (tap / s.WindowWidth % s.WindowHeight * s.DilationY);
                int column = left + (tap % s.WindowWidth * s.DilationX);
                if (row >= 0 && row < s.Height && column >= 0 && column < s.Width)
                {
                    int image = to / s.OutputSize;
                    visit(
                        (((((image * s.Channels) + channel) * s.Height) + row) * s.Width) + column,
                        (unit * s.Taps) + tap, to);
                }
            }
        }
    }
}
