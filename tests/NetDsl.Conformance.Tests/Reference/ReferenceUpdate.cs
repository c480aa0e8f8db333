namespace NetDsl.Conformance.Reference;

/// <summary>A stage's updates in double: parameters, the optimizer's states, the gradients gathered.</summary>
internal sealed class ReferenceUpdate(
    FineTuneStage stage, ModelLayout layout, Dictionary<string, double[]> parameters)
{
    private readonly Dictionary<string, double[]> first = Zeros(parameters);
    private readonly Dictionary<string, double[]> second = Zeros(parameters);
    private Dictionary<string, double[]> gathered = Learnt(parameters);
    private int examples;

    /// <summary>By the tensor's name.</summary>
    public Dictionary<string, double[]> Parameters { get; } = parameters;

    /// <summary>Adds a batch's gradients of the mean loss, which count as often as the batch has examples. Running
    /// statistics follow the batch's, which stand in their place among the gradients.</summary>
    public void Accumulate(Dictionary<string, double[]> gradients, int count)
    {
        foreach (var statistic in layout.Parameters.Where(parameter => parameter.Kind == ParameterKind.Statistic))
            Follow(Parameters[statistic.Name], gradients[statistic.Name], statistic.Momentum);
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
            var parameter = layout.Parameters.Single(parameter => parameter.Name == name);
            bool isWeight = parameter.Kind == ParameterKind.Weights;
            string layer = name[..name.LastIndexOf('.')];
            double[] weights = Parameters[name];
            if (isWeight)
                ReferenceRules.AddSlope(ReferenceRules.L1(stage, layer), weights, gradients);
            var optimizer = stage.Optimizer with { Decay = ReferenceRules.Decay(stage, layer) };
            double ownRate = rate * ReferenceRules.RateFactor(stage, layer);
            Update(optimizer, ownRate, number, isWeight, name, gradients);
            if (isWeight && ReferenceRules.MaximalNorm(stage, layer) is { } norm)
                ReferenceRules.Constrain(norm, weights, rows: parameter.Shape.Sizes[0]);
        }

        (gathered, examples) = (Learnt(Parameters), 0);
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

    private static void Follow(double[] running, double[] batch, double momentum)
    {
        for (int i = 0; i < running.Length; i++)
            running[i] += momentum * (batch[i] - running[i]);
    }

    private static Dictionary<string, double[]> Learnt(Dictionary<string, double[]> tensors) =>
        Zeros(tensors.Where(tensor => ReferenceNetwork.IsLearnt(tensor.Key)).ToDictionary());

    private static Dictionary<string, double[]> Zeros(Dictionary<string, double[]> tensors) =>
        tensors.ToDictionary(tensor => tensor.Key, tensor => new double[tensor.Value.Length]);
}
