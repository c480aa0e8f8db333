namespace NetDsl;

/// <summary>Where in a stage a step is.</summary>
/// <param name="Step">Counted from 0.</param>
/// <param name="StepsPerEpoch">Updates of an epoch.</param>
/// <param name="Epochs">Of the stage.</param>
/// <param name="WarmUpSteps">Need not be whole.</param>
internal readonly record struct StagePoint(long Step, int StepsPerEpoch, int Epochs, double WarmUpSteps)
{
    /// <summary>Epochs behind the warm-up, with fractions; 0 in it.</summary>
    internal double EpochsAfterWarmUp => Math.Max(0, Step - WarmUpSteps) / StepsPerEpoch;

    /// <summary>The share of the steps behind the warm-up that is done, 0 … 1.</summary>
    internal double Progress
    {
        get
        {
            double total = (double)Epochs * StepsPerEpoch - WarmUpSteps;
            return total <= 0 ? 0 : Math.Clamp((Step - WarmUpSteps) / total, 0, 1);
        }
    }
}
