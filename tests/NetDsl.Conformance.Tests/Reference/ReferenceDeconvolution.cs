using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>
/// 2-D transposed convolution by its definition, in double: x[n, c, iy, ix] adds
/// w[c, f, ky, kx] · x[n, c, iy, ix] to y[n, g + f, iy·strideY + ky·dilationY − top, ix·strideX + kx·dilationX − left],
/// where g is the first filter of the channel's group and f counts from it; to that comes b[g + f].
/// </summary>
internal static class ReferenceDeconvolution
{
    /// <summary>x [count, C, H, W] to y [count, F, OH, OW].</summary>
    public static double[] Forward(
        DeconvolutionLayer layer, int count, double[] input, double[] weights, double[] biases)
    {
        var output = new double[count * (int)layer.Output.Count];
        int positions = layer.Output.Height * layer.Output.Width;
        for (int i = 0; i < output.Length; i++)
            output[i] = biases[i / positions % layer.Filters];
        foreach (var (x, w, y) in Terms(layer, count))
            output[y] += weights[w] * input[x];
        return output;
    }

    /// <summary>The output's gradient to the input's, which it returns, and adds the parameters'.</summary>
    public static double[] Backward(
        DeconvolutionLayer layer,
        int count,
        double[] input,
        double[] weights,
        double[] outputGradient,
        double[] weightGradient,
        double[] biasGradient)
    {
        var inputGradient = new double[input.Length];
        int positions = layer.Output.Height * layer.Output.Width;
        for (int i = 0; i < outputGradient.Length; i++)
            biasGradient[i / positions % layer.Filters] += outputGradient[i];
        foreach (var (x, w, y) in Terms(layer, count))
        {
            weightGradient[w] += outputGradient[y] * input[x];
            inputGradient[x] += outputGradient[y] * weights[w];
        }

        return inputGradient;
    }

    /// <summary>Every product, as indices into x, w and y; those that are cut off are left out.</summary>
    private static IEnumerable<(int X, int W, int Y)> Terms(DeconvolutionLayer layer, int count)
    {
        var grid = layer.Grid;
        int channels = layer.Input.Channels, height = layer.Output.Height, width = layer.Output.Width;
        int ofGroup = layer.Filters / layer.Groups;
        for (int n = 0; n < count; n++)
            for (int c = 0; c < channels; c++)
                for (int iy = 0; iy < layer.Input.Height; iy++)
                    for (int ix = 0; ix < layer.Input.Width; ix++)
                        for (int f = 0; f < ofGroup; f++)
                            for (int ky = 0; ky < grid.Window.Height; ky++)
                                for (int kx = 0; kx < grid.Window.Width; kx++)
                                {
                                    int filter = c / (channels / layer.Groups) * ofGroup + f;
                                    int y = iy * grid.Stride.Height + ky * grid.Dilation.Height - grid.Padding.Top;
                                    int x = ix * grid.Stride.Width + kx * grid.Dilation.Width - grid.Padding.Left;
                                    if (y < 0 || y >= height || x < 0 || x >= width)
                                        continue;
                                    yield return (
                                        ((n * channels + c) * layer.Input.Height + iy) * layer.Input.Width + ix,
                                        ((c * ofGroup + f) * grid.Window.Height + ky) * grid.Window.Width + kx,
                                        ((n * layer.Filters + filter) * height + y) * width + x);
                                }
    }
}
