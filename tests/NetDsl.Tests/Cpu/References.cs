namespace NetDsl.Tests.Cpu;

/// <summary>What kernels compute, as plain loops in double precision.</summary>
internal static class References
{
    public static double[] ToDouble(float[] values) => [.. values.Select(value => (double)value)];

    /// <summary>Before the activation; bias may be empty.</summary>
    public static double[] Convolve(WindowSizes s, int count, double[] x, double[] w, double[] bias)
    {
        var y = new double[count * s.OutputSize];
        ForEachTap(s, count, (from, tap, to) => y[to] += from < 0 ? 0 : w[tap] * x[from]);
        for (int i = 0; i < y.Length && bias.Length > 0; i++)
        {
            y[i] += bias[i / (s.OutputHeight * s.OutputWidth) % s.Filters];
        }

        return y;
    }

    /// <summary>Gradients of weights, bias and input from the gradient before the activation.</summary>
    public static (double[] Weights, double[] Bias, double[] Input) ConvolveBackward(
        WindowSizes s, int count, double[] x, double[] w, double[] dz)
    {
        var dw = new double[w.Length];
        var dx = new double[x.Length];
        var db = new double[s.Filters];
        ForEachTap(s, count, (from, tap, to) =>
        {
            if (from >= 0)
            {
                dw[tap] += dz[to] * x[from];
                dx[from] += dz[to] * w[tap];
            }
        });
        for (int i = 0; i < dz.Length; i++)
        {
            db[i / (s.OutputHeight * s.OutputWidth) % s.Filters] += dz[i];
        }

        return (dw, db, dx);
    }

    /// <summary>[rows, depth] · [depth, columns]</summary>
    public static double[] Multiply(
        int rows, int columns, int depth, Func<int, int, double> a, Func<int, int, double> b)
    {
        var c = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < depth; k++)
                {
                    c[(i * columns) + j] += a(i, k) * b(k, j);
                }
            }
        }

        return c;
    }

    /// <summary>Each input (−1: padding), weight and output that meet.</summary>
    private static void ForEachTap(WindowSizes s, int count, Action<int, int, int> visit)
    {
        int to = 0;
        for (int n = 0; n < count; n++)
        {
            for (int f = 0; f < s.Filters; f++)
            {
                for (int y = 0; y < s.OutputHeight; y++)
                {
                    for (int x = 0; x < s.OutputWidth; x++, to++)
                    {
                        VisitWindow(s, n, f, y, x, (from, tap) => visit(from, tap, to));
                    }
                }
            }
        }
    }

    private static void VisitWindow(WindowSizes s, int n, int f, int y, int x, Action<int, int> visit)
    {
        int tap = f * s.Taps;
        int channels = s.Channels / s.Groups;
        int first = f / (s.Filters / s.Groups) * channels;
        for (int c = first; c < first + channels; c++)
        {
            for (int i = 0; i < s.WindowHeight; i++)
            {
                for (int j = 0; j < s.WindowWidth; j++, tap++)
                {
                    int row = (y * s.StrideY) + (i * s.DilationY) - s.PadTop;
                    int column = (x * s.StrideX) + (j * s.DilationX) - s.PadLeft;
                    bool inside = row >= 0 && row < s.Height && column >= 0 && column < s.Width;
                    visit(inside ? (((((n * s.Channels) + c) * s.Height) + row) * s.Width) + column : -1, tap);
                }
            }
        }
    }
}
