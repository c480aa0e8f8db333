namespace NetDsl.Conformance.Reference;

/// <summary>The two losses in double: the sum of the examples' losses, and the gradient of their mean.</summary>
internal static class ReferenceLoss
{
    /// <summary>Probabilities e^z / Σ e^z of each row of z [count, units].</summary>
    public static double[] Softmax(double[] z, int units)
    {
        var probabilities = new double[z.Length];
        for (int row = 0; row < z.Length; row += units)
        {
            var values = z.AsSpan(row, units);
            double largest = double.NegativeInfinity, sum = 0;
            foreach (double value in values)
                largest = Math.Max(largest, value);
            foreach (double value in values)
                sum += Math.Exp(value - largest);
            for (int u = 0; u < units; u++)
                probabilities[row + u] = Math.Exp(values[u] - largest) / sum;
        }

        return probabilities;
    }

    /// <summary>−log softmax(z)[label] and (softmax(z) − one-hot(label)) / count.</summary>
    public static (double Sum, double[] Gradient) CrossEntropy(double[] z, int units, ReadOnlySpan<int> labels)
    {
        double[] gradient = Softmax(z, units);
        double sum = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            sum -= Math.Log(gradient[n * units + labels[n]]);
            gradient[n * units + labels[n]] -= 1;
        }

        return (sum, Array.ConvertAll(gradient, Mean(labels.Length)));
    }

    /// <summary>½ Σ (y − t)² and (y − t) / count.</summary>
    public static (double Sum, double[] Gradient) Squared(double[] y, int units, ReadOnlySpan<double> targets)
    {
        var gradient = new double[y.Length];
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            gradient[i] = y[i] - targets[i];
            sum += gradient[i] * gradient[i] / 2;
        }

        return (sum, Array.ConvertAll(gradient, Mean(y.Length / units)));
    }

    private static Converter<double, double> Mean(int count) => value => value / count;
}
