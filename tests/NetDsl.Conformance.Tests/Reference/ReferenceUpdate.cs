namespace NetDsl.Conformance.Reference;

/// <summary>A model's parameters and optimizer state in double.</summary>
internal sealed class ReferenceUpdate(Optimizer optimizer, ModelLayout layout, Dictionary<string, double[]> parameters)
{
    private readonly Dictionary<string, double[]> first = Zeros(parameters);
    private readonly Dictionary<string, double[]> second = Zeros(parameters);

    /// <summary>By the tensor's name.</summary>
    public Dictionary<string, double[]> Parameters { get; } = parameters;

    /// <summary>Weights decay, biases do not.</summary>
    public void Update(Dictionary<string, double[]> gradients, float rate, int number)
    {
        foreach (string name in layout.Parameters.Select(parameter => parameter.Name))
        {
            bool decays = name.EndsWith(".weight", StringComparison.Ordinal);
            var (weights, gradient) = (Parameters[name], gradients[name]);
            if (optimizer is Sgd sgd)
                ReferenceOptimizer.Update(sgd, rate, decays, weights, gradient, first[name]);
            else
                ReferenceOptimizer.Update(
                    (Adam)optimizer, rate, number, decays, weights, gradient, first[name], second[name]);
        }
    }

    private static Dictionary<string, double[]> Zeros(Dictionary<string, double[]> tensors) =>
        tensors.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);
}
