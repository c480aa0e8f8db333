namespace NetDsl.Cpu;

/// <summary>What kernels make of weights.</summary>
internal enum KeptForm
{
    /// <summary>See <see cref="WinogradConvolution{TShape}"/>.</summary>
    Winograd,

    /// <summary>See <see cref="FilterwiseConvolution{TShape}"/>.</summary>
    Filterwise,

    /// <summary>See <see cref="FlatConvolution"/>.</summary>
    Flat,
}

/// <summary>What kernels make of weights once and inference needs each time, until the parameters change. It may follow from the
/// layer's shape, too: no two layers of a network read the same weights in the same way.</summary>
internal sealed unsafe class KeptWeights : IDisposable
{
    private readonly Dictionary<(nint Weights, KeptForm Form), NativeArena> arenas = [];

    /// <summary>Room for what is made of some weights.</summary>
    /// <param name="isNew">Whether it is yet to be made.</param>
    public float* Of(float* weights, KeptForm form, long floats, out bool isNew)
    {
        if (!arenas.TryGetValue(((nint)weights, form), out NativeArena? arena))
        {
            arena = new NativeArena();
            arenas.Add(((nint)weights, form), arena);
        }

        isNew = arena.Size == 0;
        return arena.Grow(floats);
    }

    /// <summary>The parameters have changed: gives the memory back. What manages it stays, so that the garbage collector
    /// has nothing to do.</summary>
    public void Forget()
    {
        foreach (NativeArena arena in arenas.Values)
        {
            arena.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();
}
