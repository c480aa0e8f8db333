using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>Poolings undone, in double: by the places of their maxima, or by repeating.</summary>
internal static class ReferenceUnpooling
{
    /// <param name="pooled">What the pooling read, [count, C, H, W].</param>
    public static double[] Forward(UnpoolingLayer layer, double[] input, double[] pooled)
    {
        var output = new double[pooled.Length];
        foreach (var (from, to, share) in Terms(layer, input.Length, pooled))
            output[to] += share * input[from];
        return output;
    }

    public static double[] Backward(UnpoolingLayer layer, double[] outputGradient, double[] pooled)
    {
        var inputGradient = new double[pooled.Length / layer.Output.Count * layer.Input.Count];
        foreach (var (from, to, share) in Terms(layer, inputGradient.Length, pooled))
            inputGradient[from] += share * outputGradient[to];
        return inputGradient;
    }

    /// <summary>Which value goes to which pixel, and how much of it.</summary>
    private static IEnumerable<(int From, int To, double Share)> Terms(
        UnpoolingLayer layer, int inputs, double[] pooled)
    {
        var windows = Enumerable.Range(0, inputs).Select(i => ReferencePooling.PixelsSeen(layer.Pooling, i)).ToList();
        if (layer.HasSwitches)
            return windows.Select((window, i) => (i, window.MaxBy(pixel => pooled[pixel]), 1.0));
        var counts = new int[pooled.Length];
        foreach (int pixel in windows.SelectMany(window => window))
            counts[pixel]++;
        return windows.SelectMany((window, i) => window.Select(pixel => (i, pixel, 1.0 / counts[pixel])));
    }
}
