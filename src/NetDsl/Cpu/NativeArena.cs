using System.Runtime.InteropServices;

namespace NetDsl.Cpu;

/// <summary>Memory outside the garbage collector's heap that starts on a cache line and only grows.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const nuint Alignment = 64;

    /// <summary>The first float; moves when the arena grows.</summary>
    public float* Pointer { get; private set; }

    /// <summary>Floats there is room for.</summary>
    public long Size { get; private set; }

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
        NativeMemory.AlignedFree(Pointer);
        Pointer = grown;
        Size = size;
        return Pointer;
    }

    /// <summary>Makes room where what was there is not needed any more: never takes the memory of both.</summary>
    public float* Renew(long size)
    {
        if (size > Size)
        {
            Dispose();
        }

        return Grow(size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Size = 0;
    }
}
