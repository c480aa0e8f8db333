using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>eˣ / Σ eˣ over the channels of each place, in double.</summary>
internal static class ReferenceSoftmax
{
    public static double[] Forward(SoftmaxLayer layer, double[] input)
    {
        var output = new double[input.Length];
        foreach (int[] group in Groups(layer, input.Length))
        {
            double sum = group.Sum(at => Math.Exp(input[at]));
            foreach (int at in group)
                output[at] = Math.Exp(input[at]) / sum;
        }

        return output;
    }

    /// <summary>Through all of the Jacobian, ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ − yⱼ).</summary>
    public static double[] Backward(SoftmaxLayer layer, double[] input, double[] outputGradient)
    {
        double[] output = Forward(layer, input);
        var inputGradient = new double[input.Length];
        foreach (int[] group in Groups(layer, input.Length))
        {
            foreach (int i in group)
            {
                foreach (int j in group)
                    inputGradient[j] += outputGradient[i] * output[i] * ((i == j ? 1 : 0) - output[j]);
            }
        }

        return inputGradient;
    }

    /// <summary>The channels of one place of one example.</summary>
    private static IEnumerable<int[]> Groups(SoftmaxLayer layer, int count)
    {
        int area = (int)layer.Input.Count / layer.Input.Channels;
        return from example in Enumerable.Range(0, count / (int)layer.Input.Count)
               from place in Enumerable.Range(0, area)
               select Enumerable.Range(0, layer.Input.Channels)
                   .Select(channel => (example * layer.Input.Channels + channel) * area + place).ToArray();
    }
}
