namespace NetDsl.Conformance.Reference;

/// <summary>Gradients by central differences: (L(p + h) − L(p − h)) / 2h for every parameter, in double.</summary>
internal static class FiniteDifferences
{
    /// <summary>
    /// Near the cube root of double's 1.1e-16, where the rounding of L and the truncation of the difference balance.
    /// </summary>
    private const double Step = 1e-5;

    /// <summary>The gradients of the mean loss, by the parameter tensor's name.</summary>
    public static Dictionary<string, double[]> Gradients(
        ReferenceNetwork network, Dictionary<string, double[]> parameters, Examples examples, DropoutMask mask)
    {
        var gradients = new Dictionary<string, double[]>();
        foreach (var (name, tensor) in parameters)
        {
            var gradient = gradients[name] = new double[tensor.Length];
            for (int i = 0; i < tensor.Length; i++)
            {
                double original = tensor[i];
                tensor[i] = original + Step;
                double above = network.Loss(parameters, examples, mask);
                tensor[i] = original - Step;
                double below = network.Loss(parameters, examples, mask);
                tensor[i] = original;
                gradient[i] = (above - below) / (2 * Step) / examples.Count;
            }
        }

        return gradients;
    }
}
