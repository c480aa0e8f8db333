using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>y = (x − mean) / √(variance + ε) · scale + shift for each channel, in double: with the batch's own mean and
/// variance in training, with the running ones in inference.</summary>
internal static class ReferenceBatchNorm
{
    /// <summary>With given statistics.</summary>
    public static double[] Forward(
        BatchNormLayer layer, double[] input, double[] scale, double[] shift, double[] mean, double[] variance)
    {
        var output = new double[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            int c = Channel(layer, i);
            output[i] = (input[i] - mean[c]) / Math.Sqrt(variance[c] + layer.Epsilon) * scale[c] + shift[c];
        }

        return output;
    }

    /// <summary>Each channel's mean over the batch.</summary>
    public static double[] Mean(BatchNormLayer layer, int count, double[] input) =>
        Sums(layer, input, (i, _) => input[i] / (count * layer.Area));

    /// <summary>Σ (x − mean)² / n, or with Bessel's correction / (n − 1).</summary>
    public static double[] Variance(BatchNormLayer layer, int count, double[] input, int correction)
    {
        double[] mean = Mean(layer, count, input);
        return Sums(layer, input, (i, c) => Math.Pow(input[i] - mean[c], 2) / (count * layer.Area - correction));
    }

    /// <summary>
    /// The chain rule through the batch's statistics, each way that an input goes to an output: over its own value,
    /// over the mean and over the variance.
    /// </summary>
    public static double[] Backward(
        BatchNormLayer layer,
        int count,
        double[] input,
        double[] scale,
        double[] outputGradient,
        double[] scaleGradient,
        double[] shiftGradient)
    {
        double n = count * layer.Area;
        double[] mean = Mean(layer, count, input);
        double[] deviation = Array.ConvertAll(
            Variance(layer, count, input, 0), variance => Math.Sqrt(variance + layer.Epsilon));
        double[] ofNormal = [.. outputGradient.Select((g, i) => g * scale[Channel(layer, i)])];
        double[] ofVariance = Sums(layer, input, (i, c) =>
            ofNormal[i] * (input[i] - mean[c]) * -0.5 / Math.Pow(deviation[c], 3));
        double[] ofMean = Sums(layer, input, (i, c) => -ofNormal[i] / deviation[c]);
        for (int i = 0; i < input.Length; i++)
        {
            int c = Channel(layer, i);
            scaleGradient[c] += outputGradient[i] * (input[i] - mean[c]) / deviation[c];
            shiftGradient[c] += outputGradient[i];
        }

        return
        [
            .. input.Select((x, i) =>
            {
                int c = Channel(layer, i);
                return ofNormal[i] / deviation[c] + ofVariance[c] * 2 * (x - mean[c]) / n + ofMean[c] / n;
            }),
        ];
    }

    private static int Channel(BatchNormLayer layer, int index) => index / layer.Area % layer.Channels;

    private static double[] Sums(BatchNormLayer layer, double[] values, Func<int, int, double> term)
    {
        var sums = new double[layer.Channels];
        for (int i = 0; i < values.Length; i++)
            sums[Channel(layer, i)] += term(i, Channel(layer, i));
        return sums;
    }
}
