using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>Maximum, average and sum over windows cut off at the image's borders, in double.</summary>
internal static class ReferencePooling
{
    /// <summary>x [count, C, H, W] to y [count, C, OH, OW].</summary>
    public static double[] Forward(PoolingLayer layer, int count, double[] input)
    {
        var output = new double[count * (int)layer.Output.Count];
        for (int i = 0; i < output.Length; i++)
        {
            var seen = PixelsSeen(layer, i);
            output[i] = layer.Kind switch
            {
                PoolingKind.Max => seen.Max(pixel => input[pixel]),
                PoolingKind.Average => seen.Average(pixel => input[pixel]),
                _ => seen.Sum(pixel => input[pixel]),
            };
        }

        return output;
    }

    /// <summary>The output's gradient to the input's. A maximum's goes to the first of the largest.</summary>
    public static double[] Backward(PoolingLayer layer, double[] input, double[] outputGradient)
    {
        var inputGradient = new double[input.Length];
        for (int i = 0; i < outputGradient.Length; i++)
        {
            var seen = PixelsSeen(layer, i);
            if (layer.Kind == PoolingKind.Max)
            {
                inputGradient[seen.MaxBy(pixel => input[pixel])] += outputGradient[i];
                continue;
            }

            double share = layer.Kind == PoolingKind.Average ? 1.0 / seen.Count : 1;
            foreach (int pixel in seen)
                inputGradient[pixel] += outputGradient[i] * share;
        }

        return inputGradient;
    }

    /// <summary>The indices into x [count, C, H, W] that output i [count, C, OH, OW] sees.</summary>
    public static List<int> PixelsSeen(PoolingLayer layer, int output)
    {
        int height = layer.Input.Height, width = layer.Input.Width;
        int ox = output % layer.Output.Width;
        int oy = output / layer.Output.Width % layer.Output.Height;
        int plane = output / layer.Output.Width / layer.Output.Height; // n · C + c
        var seen = new List<int>();
        for (int ky = 0; ky < layer.Window.Height; ky++)
            for (int kx = 0; kx < layer.Window.Width; kx++)
            {
                int y = oy * layer.Stride.Height + ky - layer.Padding.Top;
                int x = ox * layer.Stride.Width + kx - layer.Padding.Left;
                if (y >= 0 && y < height && x >= 0 && x < width)
                    seen.Add((plane * height + y) * width + x);
            }

        return seen;
    }
}
