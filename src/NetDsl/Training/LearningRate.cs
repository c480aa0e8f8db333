namespace NetDsl;

/// <summary>Rate plans, step by step.</summary>
internal static class LearningRate
{
    /// <summary>The rate of a stage's update, counted from 0.</summary>
    /// <param name="stepsPerEpoch">Updates of an epoch: its batches, where no update is made of several.</param>
    /// <param name="epochs">Of the stage.</param>
    internal static float At(RatePlan plan, long step, int stepsPerEpoch, int epochs)
    {
        double warmUp = (double)plan.WarmUpEpochs * stepsPerEpoch;
        double rate = plan.At(new StagePoint(step, stepsPerEpoch, epochs, warmUp));
        return (float)(step < warmUp ? rate * (step + 1) / Math.Max(warmUp, step + 1) : rate);
    }
}
