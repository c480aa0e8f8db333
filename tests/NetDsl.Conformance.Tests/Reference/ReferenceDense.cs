using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>y[n, u] = b[u] + Σ over i of W[u, i] · x[n, i], in double.</summary>
internal static class ReferenceDense
{
    /// <summary>x [count, inputs] to y [count, units].</summary>
    public static double[] Forward(DenseLayer layer, int count, double[] input, double[] weights, double[] biases)
    {
        var output = new double[count * layer.Units];
        for (int n = 0; n < count; n++)
            for (int u = 0; u < layer.Units; u++)
            {
                double sum = biases[u];
                for (int i = 0; i < layer.Inputs; i++)
                    sum += weights[u * layer.Inputs + i] * input[n * layer.Inputs + i];
                output[n * layer.Units + u] = sum;
            }

        return output;
    }

    /// <summary>The output's gradient to the input's, which it returns, and adds the parameters'.</summary>
    public static double[] Backward(
        DenseLayer layer,
        int count,
        double[] input,
        double[] weights,
        double[] outputGradient,
        double[] weightGradient,
        double[] biasGradient)
    {
        var inputGradient = new double[input.Length];
        for (int n = 0; n < count; n++)
            for (int u = 0; u < layer.Units; u++)
            {
                double gradient = outputGradient[n * layer.Units + u];
                biasGradient[u] += gradient;
                for (int i = 0; i < layer.Inputs; i++)
                {
                    weightGradient[u * layer.Inputs + i] += gradient * input[n * layer.Inputs + i];
                    inputGradient[n * layer.Inputs + i] += gradient * weights[u * layer.Inputs + i];
                }
            }

        return inputGradient;
    }
}
