namespace NetDsl.Conformance.Reference;

/// <summary>The losses in double: the sum of the examples' losses, and the gradient of their mean.</summary>
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

    /// <summary>−Σ q log softmax(z) and (softmax(z) − q) / count, where q is 1 − smoothing for the label and shares smoothing
    /// among all.</summary>
    public static (double Sum, double[] Gradient) CrossEntropy(
        double[] z, int units, ReadOnlySpan<int> labels, double smoothing = 0)
    {
        double[] gradient = Softmax(z, units);
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double q = smoothing / units + (labels[i / units] == i % units ? 1 - smoothing : 0);
            sum -= q == 0 ? 0 : q * Math.Log(gradient[i]);
            gradient[i] -= q;
        }

        return (sum, Array.ConvertAll(gradient, Mean(labels.Length)));
    }

    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ)</summary>
    public static double[] Sigmoid(double[] z) => Array.ConvertAll(z, value => 1 / (1 + Math.Exp(-value)));

    /// <summary>−t log σ(z) − (1 − t) log(1 − σ(z)) and (σ(z) − t) / count.</summary>
    public static (double Sum, double[] Gradient) BinaryCrossEntropy(
        double[] z, int units, ReadOnlySpan<double> targets)
    {
        double[] gradient = Sigmoid(z);
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            sum -= targets[i] * Math.Log(gradient[i]) + (1 - targets[i]) * Math.Log(1 - gradient[i]);
            gradient[i] -= targets[i];
        }

        return (sum, Array.ConvertAll(gradient, Mean(z.Length / units)));
    }

    /// <summary>Σ max(0, 1 − y[label] + y[k]) / units over k ≠ label, and its gradient.</summary>
    public static (double Sum, double[] Gradient) Hinge(double[] y, int units, ReadOnlySpan<int> labels)
    {
        var gradient = new double[y.Length];
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            int right = i / units * units + labels[i / units];
            double margin = 1 - y[right] + y[i];
            if (i != right && margin > 0)
            {
                sum += margin / units;
                gradient[i] += 1.0 / units;
                gradient[right] -= 1.0 / units;
            }
        }

        return (sum, Array.ConvertAll(gradient, Mean(labels.Length)));
    }

    /// <summary>Σ |y − t| and sign(y − t) / count.</summary>
    public static (double Sum, double[] Gradient) Absolute(double[] y, int units, ReadOnlySpan<double> targets)
    {
        var gradient = new double[y.Length];
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += Math.Abs(y[i] - targets[i]);
            gradient[i] = Math.Sign(y[i] - targets[i]);
        }

        return (sum, Array.ConvertAll(gradient, Mean(y.Length / units)));
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
