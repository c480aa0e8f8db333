namespace NetDsl;

/// <summary>The learning rate over a stage.</summary>
/// <param name="Initial">The rate after the warm-up.</param>
/// <param name="WarmUpEpochs">Epochs in which the rate rises linearly from 0: of W steps, step t = 1 … W has the share
/// t / W of the plan's rate.</param>
public abstract record RatePlan(float Initial, float WarmUpEpochs)
{
    /// <summary>All but the warm-up that changes the numbers, in one line: checkpoints compare it.</summary>
    internal abstract string Text { get; }

    /// <summary>Whether the rate of an epoch depends on how many there are.</summary>
    internal virtual bool GoesByLength => false;

    /// <summary>The plan's rate at a step, the warm-up's share apart.</summary>
    internal abstract double At(in StagePoint point);
}
