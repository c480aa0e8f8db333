using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>
/// 2-D cross-correlation by its definition, in double:
/// y[n, f, oy, ox] = b[f] + Σ over c, ky, kx of
/// w[f, c, ky, kx] · x[n, g + c, oy·strideY + ky·dilationY − top, ox·strideX + kx·dilationX − left],
/// where g is the first channel of the filter's group and c counts from it.
/// </summary>
internal static class ReferenceConvolution
{
    /// <summary>x [count, C, H, W] to y [count, F, OH, OW].</summary>
    public static double[] Forward(ConvolutionLayer layer, int count, double[] input, double[] weights, double[] biases)
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
        ConvolutionLayer layer,
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

    /// <summary>Every product of the sum, as indices into x, w and y; those whose x is padding are left out.</summary>
    private static IEnumerable<(int X, int W, int Y)> Terms(ConvolutionLayer layer, int count)
    {
        var grid = layer.Grid;
        int channels = layer.Input.Channels, height = layer.Input.Height, width = layer.Input.Width;
        int ofGroup = channels / layer.Groups;
        for (int n = 0; n < count; n++)
            for (int f = 0; f < layer.Filters; f++)
                for (int oy = 0; oy < layer.Output.Height; oy++)
                    for (int ox = 0; ox < layer.Output.Width; ox++)
                        for (int c = 0; c < ofGroup; c++)
                            for (int ky = 0; ky < grid.Window.Height; ky++)
                                for (int kx = 0; kx < grid.Window.Width; kx++)
                                {
                                    int channel = f / (layer.Filters / layer.Groups) * ofGroup + c;
                                    int y = oy * grid.Stride.Height + ky * grid.Dilation.Height - grid.Padding.Top;
                                    int x = ox * grid.Stride.Width + kx * grid.Dilation.Width - grid.Padding.Left;
                                    if (y < 0 || y >= height || x < 0 || x >= width)
                                        continue;
                                    yield return (
                                        ((n * channels + channel) * height + y) * width + x,
                                        ((f * ofGroup + c) * grid.Window.Height + ky) * grid.Window.Width + kx,
                                        ((n * layer.Filters + f) * layer.Output.Height + oy) * layer.Output.Width + ox);
                                }
    }
}
