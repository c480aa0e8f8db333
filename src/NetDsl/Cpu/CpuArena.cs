namespace NetDsl.Cpu;

/// <summary>
/// An executor's own memory, beside the parameters: what only training needs is there from the first training step on, an optimizer's state from the
/// first update that keeps one. Every part starts on a cache line.
/// </summary>
internal sealed unsafe class CpuArena : IDisposable
{
    private readonly ModelLayout layout;
    private readonly NativeArena gradients = new();
    private readonly NativeArena[] states = [new(), new()];

    /// <summary>Each example's loss and wrong flag, then activations.</summary>
    private readonly NativeArena working = new();
    private int trainingCapacity;
    private long activationFloats;

    public CpuArena(ModelLayout layout) => this.layout = layout;

    /// <summary>Examples of a batch that inference has room for.</summary>
    public int InferenceCapacity => (int)Math.Min(
        int.MaxValue, layout.InferenceFloats == 0 ? activationFloats : activationFloats / layout.InferenceFloats);

    public float* Gradients => gradients.Grow(layout.ParameterFloats);

    /// <summary>[training capacity]</summary>
    public float* Losses => working.Pointer;

    /// <summary>[training capacity]</summary>
    public int* Wrong => (int*)(Losses + RoundUp(trainingCapacity));

    public float* Activations => Losses + (2 * RoundUp(trainingCapacity));

    /// <summary>0: velocity or first moment; 1: second moment.</summary>
    public float* OptimizerState(int index) => states[index].Grow(layout.ParameterFloats);

    /// <summary>Makes room for batches of so many examples; parameters and states stay.</summary>
    public void Reserve(int batch, bool training)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        trainingCapacity = training ? Math.Max(trainingCapacity, batch) : trainingCapacity;
        long needed = Math.Max(1, (long)batch * (training ? layout.TrainingFloats : layout.InferenceFloats));
        activationFloats = Math.Max(activationFloats, needed);
        working.Renew((2 * RoundUp(trainingCapacity)) + activationFloats);
    }

    public void Read(float* part, Span<float> destination) =>
        new ReadOnlySpan<float>(part, layout.ParameterFloats).CopyTo(destination);

    /// <exception cref="ArgumentException">Not one value for each parameter.</exception>
    public void Write(float* part, ReadOnlySpan<float> source)
    {
        if (source.Length != layout.ParameterFloats)
        {
            throw new ArgumentException(
                $"{source.Length} values for {layout.ParameterFloats} parameters.", nameof(source));
        }

        source.CopyTo(new Span<float>(part, layout.ParameterFloats));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gradients.Dispose();
        working.Dispose();
        Array.ForEach(states, state => state.Dispose());
    }

    private static long RoundUp(long floats) => (floats + 15) / 16 * 16;
}
