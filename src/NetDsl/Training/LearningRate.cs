namespace NetDsl;

/// <summary>Rate plans, step by step.</summary>
internal static class LearningRate
{
    /// <summary>The rate of a stage's step, counted from 0.</summary>
    /// <param name="stepsPerEpoch">Batches of an epoch.</param>
    /// <param name="epochs">Of the stage.</param>
    internal static float At(RatePlan plan, long step, int stepsPerEpoch, int epochs)
    {
        double rate = plan switch
        {
            ConstantRate => plan.Initial,
            StepRate steps => plan.Initial * Math.Pow(steps.Factor, step / stepsPerEpoch / steps.EveryEpochs),
            CosineRate cosine => Cosine(cosine, step, stepsPerEpoch, epochs),
            _ => throw new NotSupportedException($"a rate plan of an unknown kind: {plan.GetType().Name}"),
        };
        double warmUp = (double)plan.WarmUpEpochs * stepsPerEpoch;
        return (float)(step < warmUp ? rate * (step + 1) / Math.Max(warmUp, step + 1) : rate);
    }

    private static double Cosine(CosineRate plan, long step, int stepsPerEpoch, int epochs)
    {
        double warmUp = (double)plan.WarmUpEpochs * stepsPerEpoch;
        double total = (double)epochs * stepsPerEpoch - warmUp;
        double progress = total <= 0 ? 0 : Math.Clamp((step - warmUp) / total, 0, 1);
        return plan.Final + (plan.Initial - (double)plan.Final) * 0.5 * (1 + Math.Cos(Math.PI * progress));
    }
}
