namespace NetDsl.Cpu;

/// <summary>
/// All memory of a network in one piece: parameters, gradients, two optimizer states, what is prepared of the
/// parameters, each example's loss and wrong flag, activations. Every part starts on a cache line.
/// </summary>
internal sealed unsafe class CpuArena : IDisposable
{
    private readonly NativeArena memory = new();
    private readonly ModelLayout layout;

    /// <summary>Floats from one of the parameter-sized parts to the next.</summary>
    private readonly long parameterFloats;

    /// <summary>Floats of the parts whose size does not depend on the batch.</summary>
    private readonly long fixedFloats;
    private int trainingCapacity;
    private long activationFloats;

    public CpuArena(ModelLayout layout)
    {
        this.layout = layout;
        parameterFloats = RoundUp(layout.ParameterFloats);
        fixedFloats = (4 * parameterFloats) + RoundUp(layout.PreparedFloats);
        memory.Grow(fixedFloats);
    }

    /// <summary>Examples of a batch that inference has room for.</summary>
    public int InferenceCapacity => (int)Math.Min(
        int.MaxValue, layout.InferenceFloats == 0 ? activationFloats : activationFloats / layout.InferenceFloats);

    public float* Parameters => memory.Pointer;

    public float* Gradients => memory.Pointer + parameterFloats;

    /// <summary>What <see cref="ICpuProgram.Prepare"/> writes.</summary>
    public float* Prepared => memory.Pointer + (4 * parameterFloats);

    /// <summary>[training capacity]</summary>
    public float* Losses => memory.Pointer + fixedFloats;

    /// <summary>[training capacity]</summary>
    public int* Wrong => (int*)(Losses + RoundUp(trainingCapacity));

    public float* Activations => Losses + (2 * RoundUp(trainingCapacity));

    /// <summary>0: velocity or first moment; 1: second moment.</summary>
    public float* OptimizerState(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 1);
        return memory.Pointer + ((2 + index) * parameterFloats);
    }

    /// <summary>Makes room for batches of so many examples; parameters and states stay.</summary>
    public void Reserve(int batch, bool training)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        trainingCapacity = training ? Math.Max(trainingCapacity, batch) : trainingCapacity;
        long needed = Math.Max(1, (long)batch * (training ? layout.TrainingFloats : layout.InferenceFloats));
        activationFloats = Math.Max(activationFloats, needed);
        memory.Grow(fixedFloats + (2 * RoundUp(trainingCapacity)) + activationFloats);
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
    public void Dispose() => memory.Dispose();

    private static long RoundUp(long floats) => (floats + 15) / 16 * 16;
}
