namespace NetDsl.Conformance.Reference;

/// <summary>What a stage asks of its updates beside the optimizer, in double.</summary>
internal static class ReferenceRules
{
    /// <summary>PyTorch's clip_grad_norm_ over all tensors together, or clip_grad_value_.</summary>
    public static void Clip(Clipping? clip, IReadOnlyCollection<double[]> gradients)
    {
        double norm = Math.Sqrt(gradients.Sum(tensor => tensor.Sum(value => value * value)));
        foreach (double[] tensor in gradients)
        {
            for (int i = 0; i < tensor.Length; i++)
            {
                tensor[i] = clip switch
                {
                    NormClipping { Norm: var most } => tensor[i] * Math.Min(1, most / (norm + 1e-6)),
                    ValueClipping { Limit: var limit } => Math.Clamp(tensor[i], -limit, limit),
                    _ => tensor[i],
                };
            }
        }
    }

    /// <summary>The slope of l1·Σ |w|.</summary>
    public static void AddSlope(double l1, double[] weights, double[] gradients)
    {
        for (int i = 0; i < weights.Length; i++)
            gradients[i] += l1 * Math.Sign(weights[i]);
    }

    /// <summary>Each row's norm is brought down to the limit.</summary>
    public static void Constrain(double most, double[] weights, int rows)
    {
        int length = weights.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            var span = weights.AsSpan(row * length, length);
            double squares = 0;
            foreach (double value in span)
                squares += value * value;
            foreach (ref double value in span)
                value *= Math.Min(1, most / Math.Sqrt(squares));
        }
    }

    public static double RateFactor(FineTuneStage stage, string layer) =>
        Find(stage, layer, rule => rule.RateFactor) ?? 1;

    public static float Decay(FineTuneStage stage, string layer) =>
        Find(stage, layer, rule => rule.Decay) ?? stage.Optimizer.Decay;

    public static double L1(FineTuneStage stage, string layer) =>
        Find(stage, layer, rule => rule.L1) ?? stage.Optimizer.L1;

    /// <summary>Null for none.</summary>
    public static double? MaximalNorm(FineTuneStage stage, string layer) =>
        Find(stage, layer, rule => rule.MaximalNorm) ?? stage.MaximalNorm;

    private static float? Find(FineTuneStage stage, string layer, Func<LayerRule, float?> value) =>
        stage.Layers.Where(rule => rule.Layers.Contains(layer)).Select(value).LastOrDefault(found => found is not null);
}
