using System.Runtime.InteropServices;

namespace NetDsl.Cpu;

/// <summary>Memory outside the garbage collector's heap that starts on a cache line and only grows. The collector is told of it, and
/// frees what nobody disposes of: who works with <see cref="Pointer"/> keeps the arena reachable meanwhile.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const nuint Alignment = 64;

    /// <summary>The first float; moves when the arena grows.</summary>
    public float* Pointer { get; private set; }

    /// <summary>Floats there is room for.</summary>
    public long Size { get; private set; }

    /// <summary>Of a model that was never disposed.</summary>
    ~NativeArena() => Free();

    /// <summary>Makes room for <paramref name="size"/> floats. What was there stays; the rest is zeros.</summary>
    public float* Grow(long size)
    {
        if (size <= Size)
        {
            return Pointer;
        }

        nuint bytes = checked((nuint)size * sizeof(float));
        bool isHuge = HugePages.Suit(bytes);
        var grown = (float*)NativeMemory.AlignedAlloc(bytes, isHuge ? HugePages.Size : Alignment);
        if (isHuge)
        {
            HugePages.Ask(grown, bytes);
        }

        NativeMemory.Copy(Pointer, grown, (nuint)Size * sizeof(float));
        NativeMemory.Clear(grown + Size, (nuint)(size - Size) * sizeof(float));
        Free();
        Pointer = grown;
        Size = size;
        GC.AddMemoryPressure((long)bytes);
        return Pointer;
    }

    /// <summary>Makes room where what was there is not needed any more: never takes the memory of both.</summary>
    public float* Renew(long size)
    {
        if (size > Size)
        {
            Free();
        }

        return Grow(size);
    }

    /// <summary>Frees the memory; <see cref="Grow"/> makes new.</summary>
    public void Dispose()
    {
        Free();
        GC.KeepAlive(this);
    }

    private void Free()
    {
        if (Pointer == null)
        {
            return;
        }

        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(Size * sizeof(float));
        Pointer = null;
        Size = 0;
    }
}
