namespace NetDsl.Tests.Cpu;

/// <summary>Batch normalisation as plain loops in double: y = f((x − mean) / √(variance + ε) · scale + shift +
/// residual), with f the relu or nothing.</summary>
internal sealed record NormalizationReference(int Count, int Channels, int Area, double Epsilon, bool IsRelu)
{
    private double Values => (double)Count * Area;

    public double[] Mean(float[] x) => PerChannel(x, (value, _) => value / Values);

    /// <summary>Σ (x − mean)² / (n − correction)</summary>
    public double[] Variance(float[] x, int correction)
    {
        double[] mean = Mean(x);
        return PerChannel(x, (value, channel) => Math.Pow(value - mean[channel], 2) / (Values - correction));
    }

    public double[] Forward(float[] x, float[] scale, float[] shift, float[]? residual)
    {
        double[] normalized = Normalized(x);
        return [.. normalized.Select((value, i) =>
        {
            double y = (value * scale[Channel(i)]) + shift[Channel(i)] + (residual?[i] ?? 0);
            return IsRelu ? Math.Max(0, y) : y;
        })];
    }

    /// <summary>The gradients before the activation, of scale, of shift and of the input.</summary>
    public (double[] Sum, double[] Scale, double[] Shift, double[] Input) Backward(
        float[] x, float[] scale, double[] y, float[] dy)
    {
        double[] normalized = Normalized(x);
        double[] variance = Variance(x, 0);
        float[] g = [.. dy.Select((value, i) => !IsRelu || y[i] > 0 ? value : 0)];
        double[] dShift = PerChannel(g, (value, _) => value);
        var dScale = new double[Channels];
        for (int i = 0; i < g.Length; i++)
        {
            dScale[Channel(i)] += g[i] * normalized[i];
        }

        double[] dx = [.. g.Select((value, i) =>
        {
            int c = Channel(i);
            double rest = value - (dShift[c] / Values) - (normalized[i] * dScale[c] / Values);
            return scale[c] / Math.Sqrt(variance[c] + Epsilon) * rest;
        })];
        return (References.ToDouble(g), dScale, dShift, dx);
    }

    private double[] Normalized(float[] x)
    {
        double[] mean = Mean(x);
        double[] variance = Variance(x, 0);
        return [.. x.Select((value, i) => (value - mean[Channel(i)]) / Math.Sqrt(variance[Channel(i)] + Epsilon))];
    }

    private int Channel(int index) => index / Area % Channels;

    private double[] PerChannel(float[] values, Func<double, int, double> term)
    {
        var sums = new double[Channels];
        for (int i = 0; i < values.Length; i++)
        {
            sums[Channel(i)] += term(values[i], Channel(i));
        }

        return sums;
    }
}
