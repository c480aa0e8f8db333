using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>
/// A stated kernel over each channel, in double: y[n, c, oy, ox] = Σ over ky, kx of
/// h[ky, kx] · x[n, c, oy·strideY + ky·dilationY − top, ox·strideX + kx·dilationX − left]; flipped, with
/// h[K − 1 − ky, L − 1 − kx] in place of h[ky, kx].
/// </summary>
internal static class ReferenceFilter
{
    /// <summary>x [count, C, H, W] to y [count, C, OH, OW].</summary>
    public static double[] Forward(FilterLayer layer, int count, double[] input)
    {
        var output = new double[count * (int)layer.Output.Count];
        foreach (var (x, h, y) in Terms(layer, count))
            output[y] += layer.Kernel[h] * input[x];
        return output;
    }

    /// <summary>The output's gradient to the input's.</summary>
    public static double[] Backward(FilterLayer layer, int count, double[] outputGradient)
    {
        var inputGradient = new double[count * (int)layer.Input.Count];
        foreach (var (x, h, y) in Terms(layer, count))
            inputGradient[x] += layer.Kernel[h] * outputGradient[y];
        return inputGradient;
    }

    private static IEnumerable<(int X, int H, int Y)> Terms(FilterLayer layer, int count)
    {
        var grid = layer.Grid;
        for (int plane = 0; plane < count * layer.Input.Channels; plane++)
            for (int oy = 0; oy < layer.Output.Height; oy++)
                for (int ox = 0; ox < layer.Output.Width; ox++)
                    for (int ky = 0; ky < grid.Window.Height; ky++)
                        for (int kx = 0; kx < grid.Window.Width; kx++)
                        {
                            int y = oy * grid.Stride.Height + ky * grid.Dilation.Height - grid.Padding.Top;
                            int x = ox * grid.Stride.Width + kx * grid.Dilation.Width - grid.Padding.Left;
                            if (y < 0 || y >= layer.Input.Height || x < 0 || x >= layer.Input.Width)
                                continue;
                            int row = layer.IsFlipped ? grid.Window.Height - 1 - ky : ky;
                            int column = layer.IsFlipped ? grid.Window.Width - 1 - kx : kx;
                            yield return (
                                (plane * layer.Input.Height + y) * layer.Input.Width + x,
                                row * grid.Window.Width + column,
                                (plane * layer.Output.Height + oy) * layer.Output.Width + ox);
                        }
    }
}
