using System.Collections.Concurrent;

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

/// <summary>Makes one of the forms.</summary>
internal unsafe interface IKeptWeights
{
    /// <summary>Writes all of it.</summary>
    void Write(float* room);
}

/// <summary>What kernels make of weights once and inference needs each time, until the parameters change. It may follow from the
/// layer's shape, too: no two layers of a network read the same weights in the same way.</summary>
/// <remarks>Models that share weights share it: the first that comes makes it, while others wait.</remarks>
internal sealed unsafe class KeptWeights : IDisposable
{
    private readonly ConcurrentDictionary<(nint Weights, KeptForm Form), Entry> entries = [];

    // what Forget goes through, without an enumerator
    private readonly List<Entry> made = [];

    /// <summary>What is made of some weights.</summary>
    public float* Of<TKept>(float* weights, KeptForm form, long floats, in TKept kept)
        where TKept : struct, IKeptWeights
    {
        Entry entry = entries.GetOrAdd(((nint)weights, form), static _ => new Entry());
        if (!Volatile.Read(ref entry.IsMade))
        {
            lock (entry)
            {
                if (!entry.IsMade)
                {
                    kept.Write(entry.Arena.Grow(floats));
                    lock (made)
                    {
                        made.Add(entry);
                    }

                    Volatile.Write(ref entry.IsMade, true);
                }
            }
        }

        return entry.Arena.Pointer;
    }

    /// <summary>The parameters have changed: gives the memory back. What manages it stays, so that the garbage collector
    /// has nothing to do. Not while somebody else uses it.</summary>
    public void Forget()
    {
        foreach (Entry entry in made)
        {
            entry.IsMade = false;
            entry.Arena.Dispose();
        }

        made.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private sealed class Entry
    {
        public bool IsMade;

        public NativeArena Arena { get; } = new();
    }
}
