using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>x / (bias + alpha · Σ x²)^beta over the channels around, in double: Krizhevsky et al. 2012, 3.3.</summary>
internal static class ReferenceResponseNormalization
{
    public static double[] Forward(ResponseNormalizationLayer layer, double[] input) =>
        [.. input.Select((x, at) => x * Math.Pow(Scale(layer, input, at), -layer.Beta))];

    /// <summary>Each output's slope by each input of its window.</summary>
    public static double[] Backward(ResponseNormalizationLayer layer, double[] input, double[] outputGradient)
    {
        var inputGradient = new double[input.Length];
        for (int at = 0; at < input.Length; at++)
        {
            double scale = Scale(layer, input, at);
            inputGradient[at] += outputGradient[at] * Math.Pow(scale, -layer.Beta);
            foreach (int other in Window(layer, at))
            {
                double slope = 2 * layer.Alpha * input[other];
                inputGradient[other] -=
                    outputGradient[at] * input[at] * layer.Beta * Math.Pow(scale, -layer.Beta - 1) * slope;
            }
        }

        return inputGradient;
    }

    private static double Scale(ResponseNormalizationLayer layer, double[] input, int at) =>
        layer.Bias + layer.Alpha * Window(layer, at).Sum(other => input[other] * input[other]);

    /// <summary>The same place in the channels around.</summary>
    private static IEnumerable<int> Window(ResponseNormalizationLayer layer, int at)
    {
        int area = (int)layer.Input.Count / layer.Input.Channels;
        int channel = at / area % layer.Input.Channels;
        for (int other = channel - layer.Size / 2; other <= channel + layer.Size / 2; other++)
        {
            if (other >= 0 && other < layer.Input.Channels)
                yield return at + (other - channel) * area;
        }
    }
}
