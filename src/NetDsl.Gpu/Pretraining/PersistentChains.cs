namespace NetDsl.Gpu;

/// <summary>The hidden units of persistent chains (Tieleman 2008), one chain for each example of a step, between one
/// step and the next.</summary>
public static class PersistentChains
{
    /// <summary>Copies the first chains, one for each example, to where a step goes on with them.</summary>
    /// <param name="chains">[chains, size]: at least as many as the batch has examples.</param>
    /// <param name="hidden">[batch, size]</param>
    public static void Load(in GpuStep step, int size, GpuBuffer chains, GpuBuffer hidden)
        => Copying.Forward(step, size, new GpuBuffer(chains.View, size), hidden);

    /// <summary>Where the chains go on: those of the batch's examples in their new states, the others, of a batch that
    /// is not full, as they are.</summary>
    /// <param name="chains">How many there are.</param>
    /// <param name="hidden">[batch, size]: the new states.</param>
    /// <param name="before">[chains, size]</param>
    /// <param name="after">[chains, size]</param>
    public static void Store(
        in GpuStep step, int chains, int size, GpuBuffer hidden, GpuBuffer before, GpuBuffer after)
    {
        var next = new GpuBuffer(after.View, size);
        Copying.Forward(step, size, hidden, next);
        int others = chains - step.Count;
        if (others > 0)
        {
            Copying.Forward(
                step.Of(others),
                size,
                new GpuBuffer(before.View, size).Examples(step.Count, others),
                next.Examples(step.Count, others));
        }
    }
}
