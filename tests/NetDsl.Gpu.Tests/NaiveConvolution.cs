namespace NetDsl.Gpu.Tests;

/// <summary>A convolution and its gradients by the definition, in double.</summary>
internal sealed record NaiveConvolution(
    float[] X, float[] W, float[] B, float[] Dy, double[] Y, double[] Dz, double[] Dx, double[] Dw, double[] Db)
{
    public static NaiveConvolution Compute<TShape, TActivation>(int batch)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int inputs = batch * TShape.Channels * TShape.Height * TShape.Width;
        int weights = TShape.Filters * (TShape.Channels / TShape.Groups) * TShape.WindowHeight * TShape.WindowWidth;
        int outputs = batch * TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
        var result = new NaiveConvolution(
            Values.Random(1, inputs),
            Values.Random(2, weights),
            Values.Random(3, TShape.Filters),
            Values.Random(4, outputs),
            new double[outputs],
            new double[outputs],
            new double[inputs],
            new double[weights],
            new double[TShape.Filters]);
        int area = TShape.OutputHeight * TShape.OutputWidth;
        for (int at = 0; at < outputs; at++)
        {
            int filter = at / area % TShape.Filters;
            double sum = result.B[filter];
            foreach (var (x, w) in Terms<TShape>(at))
                sum += (double)result.X[x] * result.W[w];
            result.Y[at] = TActivation.Apply((float)sum);
            double dz = result.Dy[at] * TActivation.Derivative((float)result.Y[at]);
            result.Dz[at] = dz;
            result.Db[filter] += dz;
            foreach (var (x, w) in Terms<TShape>(at))
            {
                result.Dx[x] += dz * result.W[w];
                result.Dw[w] += dz * result.X[x];
            }
        }

        return result;
    }

    // the pairs of input and weight that one output sums
    private static IEnumerable<(int Input, int Weight)> Terms<TShape>(int output)
        where TShape : struct, IConvolutionShape
    {
        int column = output % TShape.OutputWidth;
        int row = output / TShape.OutputWidth % TShape.OutputHeight;
        int filter = output / (TShape.OutputWidth * TShape.OutputHeight) % TShape.Filters;
        int image = output / (TShape.OutputWidth * TShape.OutputHeight * TShape.Filters);
        int channels = TShape.Channels / TShape.Groups;
        int first = filter / (TShape.Filters / TShape.Groups) * channels;
        for (int c = 0; c < channels; c++)
        {
            for (int r = 0; r < TShape.WindowHeight; r++)
            {
                for (int s = 0; s < TShape.WindowWidth; s++)
                {
                    int y = row * TShape.StrideY - TShape.PadTop + r * TShape.DilationY;
                    int x = column * TShape.StrideX - TShape.PadLeft + s * TShape.DilationX;
                    if (y < 0 || y >= TShape.Height || x < 0 || x >= TShape.Width)
                        continue;
                    yield return (
                        ((image * TShape.Channels + first + c) * TShape.Height + y) * TShape.Width + x,
                        ((filter * channels + c) * TShape.WindowHeight + r) * TShape.WindowWidth + s);
                }
            }
        }
    }
}
