namespace NetDsl.Gpu;

/// <summary>The hidden units of persistent chains (Tieleman 2008), one chain for each example of a step, between one
/// step and the next.</summary>
public static class PersistentChains
{
    /// <summary>Copies the first chains, one for each example, to where a step goes on with them.</summary>
    /// <param name="chains">[chains, size]: at least as many as the batch has examples.</param>
    /// <param name="hidden">[batch, size]</param>
    public static void Load(in GpuStep step, int size, GpuBuffer chains, GpuBuffer hidden)
    {
        int count = step.Count * size;
        var from = new BatchView(new GpuBuffer(chains.View, size), size);
        step.Launcher.LaunchOver(new CopyChains(from, from, new BatchView(hidden, size), count, count), count);
    }

    /// <summary>Where the chains go on: those of the batch's examples in their new states, the others, of a batch that
    /// is not full, as they are.</summary>
    /// <param name="chains">How many there are.</param>
    /// <param name="hidden">[batch, size]: the new states.</param>
    /// <param name="before">[chains, size]</param>
    /// <param name="after">[chains, size]</param>
    public static void Store(
        in GpuStep step, int chains, int size, GpuBuffer hidden, GpuBuffer before, GpuBuffer after)
    {
        var kernel = new CopyChains(
            new BatchView(hidden, size),
            new BatchView(new GpuBuffer(before.View, size), size),
            new BatchView(new GpuBuffer(after.View, size), size),
            step.Count * size,
            chains * size);
        step.Launcher.LaunchOver(kernel, chains * size);
    }
}

/// <summary>to = the first values of one, then those of another.</summary>
internal readonly struct CopyChains(BatchView first, BatchView others, BatchView to, int ofFirst, int count) : IKernel
{
    private readonly BatchView first = first;
    private readonly BatchView others = others;
    private readonly BatchView to = to;
    private readonly int ofFirst = ofFirst;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            to[index] = index < ofFirst ? first[index] : others[index];
    }
}
