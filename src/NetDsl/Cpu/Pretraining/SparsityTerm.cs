namespace NetDsl.Cpu;

/// <summary>What a target for the hidden units' mean activation adds to the slope of their sums.</summary>
/// <param name="momentum">The share of each batch in the running mean.</param>
/// <param name="activity">The running means before this batch; null for no target.</param>
/// <param name="ofBatch">Where the batch's own means go.</param>
internal readonly unsafe struct SparsityTerm(
    float target, float weight, float momentum, float* activity, float* ofBatch)
{
    /// <summary>Of one unit.</summary>
    /// <param name="mean">The batch's.</param>
    public float Shift(int unit, float mean)
    {
        if (activity is null)
        {
            return 0;
        }

        ofBatch[unit] = mean;
        float running = activity[unit] + (momentum * (mean - activity[unit]));
        return weight * (running - target);
    }
}
