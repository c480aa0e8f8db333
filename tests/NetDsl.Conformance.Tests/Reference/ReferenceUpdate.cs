namespace NetDsl.Conformance.Reference;

/// <summary>A stage's updates in double: parameters, the optimizer's states, the gradients gathered.</summary>
internal sealed class ReferenceUpdate(
    FineTuneStage stage, ModelLayout layout, Dictionary<string, double[]> parameters)
{
    private readonly Dictionary<string, double[]> first = Zeros(parameters);
    private readonly Dictionary<string, double[]> second = Zeros(parameters);
    private Dictionary<string, double[]> gathered = Zeros(parameters);
    private int examples;

    /// <summary>By the tensor's name.</summary>
    public Dictionary<string, double[]> Parameters { get; } = parameters;

    /// <summary>Adds a batch's gradients of the mean loss, which count as often as the batch has examples.</summary>
    public void Accumulate(Dictionary<string, double[]> gradients, int count)
    {
        foreach (var (name, sum) in gathered)
            for (int i = 0; i < sum.Length; i++)
                sum[i] += count * gradients[name][i];
        examples += count;
    }

    /// <summary>Of what was gathered since the last. Weights are regularised, biases are not.</summary>
    public void Update(float rate, int number)
    {
        foreach (double[] sum in gathered.Values)
            for (int i = 0; i < sum.Length; i++)
                sum[i] /= examples;
        ReferenceRules.Clip(stage.Clip, gathered.Values);
        foreach (var (name, gradients) in gathered)
        {
            bool isWeight = name.EndsWith(".weight", StringComparison.Ordinal);
            string layer = name[..name.LastIndexOf('.')];
            double[] weights = Parameters[name];
            var shape = layout.Parameters.Single(parameter => parameter.Name == name).Shape;
            if (isWeight)
                ReferenceRules.AddSlope(ReferenceRules.L1(stage, layer), weights, gradients);
            var optimizer = stage.Optimizer with { Decay = ReferenceRules.Decay(stage, layer) };
            double ownRate = rate * ReferenceRules.RateFactor(stage, layer);
            Update(optimizer, ownRate, number, isWeight, name, gradients);
            if (isWeight && ReferenceRules.MaximalNorm(stage, layer) is { } norm)
                ReferenceRules.Constrain(norm, weights, rows: shape.Sizes[0]);
        }

        (gathered, examples) = (Zeros(Parameters), 0);
    }

    private void Update(
        Optimizer optimizer, double rate, int number, bool decays, string name, double[] gradients)
    {
        var (weights, state0, state1) = (Parameters[name], first[name], second[name]);
        switch (optimizer)
        {
            case Sgd sgd:
                ReferenceOptimizer.Update(sgd, rate, decays, weights, gradients, state0);
                break;
            case Adam adam:
                ReferenceOptimizer.Update(adam, rate, number, decays, weights, gradients, state0, state1);
                break;
            case AdamW adam:
                ReferenceOptimizer.Update(adam, rate, number, decays, weights, gradients, state0, state1);
                break;
            case Adagrad adagrad:
                ReferenceOptimizer.Update(adagrad, rate, decays, weights, gradients, state0);
                break;
            case RmsProp rmsProp:
                ReferenceOptimizer.Update(rmsProp, rate, decays, weights, gradients, state0, state1);
                break;
            default:
                throw new NotSupportedException($"no reference of {optimizer}");
        }
    }

    private static Dictionary<string, double[]> Zeros(Dictionary<string, double[]> tensors) =>
        tensors.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);
}
