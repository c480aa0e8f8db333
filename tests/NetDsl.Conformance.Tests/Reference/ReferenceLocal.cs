using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>
/// 2-D cross-correlation with weights of its own at each place, in double:
/// y[n, u] = b[u] + Σ over c, ky, kx of
/// w[u, c, ky, kx] · x[n, c, oy·strideY + ky·dilationY − top, ox·strideX + kx·dilationX − left], for u = (f, oy, ox).
/// </summary>
internal static class ReferenceLocal
{
    /// <summary>x [count, C, H, W] to y [count, F, OH, OW].</summary>
    public static double[] Forward(LocalLayer layer, int count, double[] input, double[] weights, double[] biases)
    {
        var output = new double[count * (int)layer.Output.Count];
        for (int i = 0; i < output.Length; i++)
            output[i] = biases[i % biases.Length];
        foreach (var (x, w, y) in Terms(layer, count))
            output[y] += weights[w] * input[x];
        return output;
    }

    /// <summary>The output's gradient to the input's, which it returns, and adds the parameters'.</summary>
    public static double[] Backward(
        LocalLayer layer,
        int count,
        double[] input,
        double[] weights,
        double[] outputGradient,
        double[] weightGradient,
        double[] biasGradient)
    {
        var inputGradient = new double[input.Length];
        for (int i = 0; i < outputGradient.Length; i++)
            biasGradient[i % biasGradient.Length] += outputGradient[i];
        foreach (var (x, w, y) in Terms(layer, count))
        {
            weightGradient[w] += outputGradient[y] * input[x];
            inputGradient[x] += outputGradient[y] * weights[w];
        }

        return inputGradient;
    }

    /// <summary>Every product of the sum, as indices into x, w and y; those whose x is padding are left out.</summary>
    private static IEnumerable<(int X, int W, int Y)> Terms(LocalLayer layer, int count)
    {
        var grid = layer.Grid;
        int channels = layer.Input.Channels, height = layer.Input.Height, width = layer.Input.Width;
        int units = (int)layer.Output.Count;
        for (int n = 0; n < count; n++)
            for (int unit = 0; unit < units; unit++)
                for (int c = 0; c < channels; c++)
                    for (int ky = 0; ky < grid.Window.Height; ky++)
                        for (int kx = 0; kx < grid.Window.Width; kx++)
                        {
                            int row = unit / layer.Output.Width % layer.Output.Height;
                            int column = unit % layer.Output.Width;
                            int y = row * grid.Stride.Height + ky * grid.Dilation.Height - grid.Padding.Top;
                            int x = column * grid.Stride.Width + kx * grid.Dilation.Width - grid.Padding.Left;
                            if (y < 0 || y >= height || x < 0 || x >= width)
                                continue;
                            yield return (
                                ((n * channels + c) * height + y) * width + x,
                                ((unit * channels + c) * grid.Window.Height + ky) * grid.Window.Width + kx,
                                n * units + unit);
                        }
    }
}
