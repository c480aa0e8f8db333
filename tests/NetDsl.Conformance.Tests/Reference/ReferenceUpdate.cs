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
            var (state0, state1) = (first[name], second[name]);
            switch (optimizer)
            {
                case Sgd sgd:
                    ReferenceOptimizer.Update(sgd, rate, decays, weights, gradient, state0);
                    break;
                case Adam adam:
                    ReferenceOptimizer.Update(adam, rate, number, decays, weights, gradient, state0, state1);
                    break;
                case AdamW adam:
                    ReferenceOptimizer.Update(adam, rate, number, decays, weights, gradient, state0, state1);
                    break;
                case Adagrad adagrad:
                    ReferenceOptimizer.Update(adagrad, rate, decays, weights, gradient, state0);
                    break;
                case RmsProp rmsProp:
                    ReferenceOptimizer.Update(rmsProp, rate, decays, weights, gradient, state0, state1);
                    break;
                default:
                    throw new NotSupportedException($"no reference of {optimizer}");
            }
        }
    }

    private static Dictionary<string, double[]> Zeros(Dictionary<string, double[]> tensors) =>
        tensors.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);
}
