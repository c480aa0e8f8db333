namespace NetDsl.Cpu;

/// <summary>A network's parameters and what inference makes of them, for one executor or several that share them until one changes
/// them.</summary>
internal sealed unsafe class CpuWeights : IDisposable
{
    private readonly ModelLayout layout;
    private readonly NativeArena parameters = new();
    private readonly Lock preparing = new();
    private int users = 1;

    // whether what is prepared is of the parameters as they are
    private volatile bool isPrepared;

    public CpuWeights(ModelLayout layout)
    {
        this.layout = layout;
        parameters.Grow(RoundUp(layout.ParameterFloats) + layout.PreparedFloats);
    }

    /// <summary>[ModelLayout.ParameterFloats]</summary>
    public float* Parameters => parameters.Pointer;

    /// <summary>What <see cref="ICpuProgram.Prepare"/> writes.</summary>
    public float* Prepared => parameters.Pointer + RoundUp(layout.ParameterFloats);

    /// <summary>What kernels make of them.</summary>
    public KeptWeights Kept { get; } = new();

    /// <summary>The same for one more executor.</summary>
    public CpuWeights Share()
    {
        Interlocked.Increment(ref users);
        return this;
    }

    /// <summary>What an executor that will change them goes on with: the same, if it is the only one that has them, or a copy.</summary>
    public CpuWeights ForChange()
    {
        if (Volatile.Read(ref users) == 1)
        {
            isPrepared = false;
            Kept.Forget();
            return this;
        }

        var copy = new CpuWeights(layout);
        new ReadOnlySpan<float>(Parameters, layout.ParameterFloats).CopyTo(
            new Span<float>(copy.Parameters, layout.ParameterFloats));
        Dispose();
        return copy;
    }

    /// <summary>Makes what inference needs of the parameters alone, if it is not there yet.</summary>
    public void Prepare(ICpuProgram program, Machine machine)
    {
        if (isPrepared || layout.PreparedFloats == 0)
        {
            return;
        }

        lock (preparing)
        {
            if (!isPrepared)
            {
                program.Prepare(new CpuStep
                {
                    Machine = machine,
                    Count = 1,
                    Parameters = Parameters,
                    PreparedPointer = Prepared,
                });
                isPrepared = true;
            }
        }
    }

    /// <summary>One executor less; the last one frees the memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            parameters.Dispose();
            Kept.Dispose();
        }
    }

    private static long RoundUp(long floats) => (floats + 15) / 16 * 16;
}
