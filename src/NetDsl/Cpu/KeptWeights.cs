namespace NetDsl.Cpu;

/// <summary>What kernels make of weights once and inference needs each time, until the parameters change.</summary>
internal sealed unsafe class KeptWeights : IDisposable
{
    private readonly Dictionary<nint, NativeArena> arenas = [];

    /// <summary>Room for what is made of some weights.</summary>
    /// <param name="isNew">Whether it is yet to be made.</param>
    public float* Of(float* weights, long floats, out bool isNew)
    {
        isNew = !arenas.TryGetValue((nint)weights, out NativeArena? arena);
        if (arena is null)
        {
            arena = new NativeArena();
            arenas.Add((nint)weights, arena);
        }

        return arena.Grow(floats);
    }

    /// <summary>The parameters have changed.</summary>
    public void Forget()
    {
        foreach (NativeArena arena in arenas.Values)
        {
            arena.Dispose();
        }

        arenas.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();
}
