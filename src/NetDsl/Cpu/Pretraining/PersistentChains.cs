namespace NetDsl.Cpu;

/// <summary>The hidden units of persistent chains (Tieleman 2008), one chain for each example of a step, between one
/// step and the next.</summary>
public static unsafe class PersistentChains
{
    /// <summary>Copies the first chains, one for each example, to where a step goes on with them.</summary>
    /// <param name="chains">[chains, size]: at least as many as the batch has examples.</param>
    /// <param name="hidden">[batch, size]</param>
    public static void Load(in CpuStep step, int size, TensorBuffer chains, TensorBuffer hidden)
    {
        var kernel = new Kernel(step.Count, size, new TensorBuffer(chains.Pointer, size), default, hidden);
        step.Machine.Run(kernel, step.Count, (long)step.Count * size);
    }

    /// <summary>Where the chains go on: those of the batch's examples in their new states, the others, of a batch that
    /// is not full, as they are.</summary>
    /// <param name="chains">How many there are.</param>
    /// <param name="hidden">[batch, size]: the new states.</param>
    /// <param name="before">[chains, size]</param>
    /// <param name="after">[chains, size]</param>
    public static void Store(
        in CpuStep step, int chains, int size, TensorBuffer hidden, TensorBuffer before, TensorBuffer after)
    {
        var kernel = new Kernel(
            step.Count, size, hidden, new TensorBuffer(before.Pointer, size), new TensorBuffer(after.Pointer, size));
        step.Machine.Run(kernel, chains, (long)chains * size);
    }

    /// <summary>A chain a task.</summary>
    private readonly struct Kernel(
        int examples, int size, TensorBuffer ofExamples, TensorBuffer others, TensorBuffer to) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* from = task < examples ? ofExamples.Example(task) : others.Example(task);
            new Span<float>(from, size).CopyTo(new Span<float>(to.Example(task), size));
        }
    }
}
