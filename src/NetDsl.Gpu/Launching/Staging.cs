using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Page-locked memory of the host: copies from and to it need not wait for each other.</summary>
internal sealed class Staging(Accelerator accelerator, AcceleratorStream stream) : IDisposable
{
    private PageLockedArray1D<float>? memory;
    private int used;

    /// <summary>Makes room for so many values in all, between two calls of <see cref="Clear"/>.</summary>
    public void Reserve(int floats)
    {
        if (memory is not null && memory.Length >= floats)
            return;
        memory?.Dispose();
        memory = accelerator.AllocatePageLocked1D<float>(floats);
    }

    /// <summary>Frees the room: nothing may be under way.</summary>
    public void Clear() => used = 0;

    /// <summary>Starts copying values to the device; they may change at once.</summary>
    public void Upload<T>(ReadOnlySpan<T> source, ArrayView<T> destination)
        where T : unmanaged
    {
        var room = Take(source.Length);
        MemoryMarshal.Cast<T, float>(source).CopyTo(memory!.Span.Slice(room.Start, room.Count));
        if (!source.IsEmpty)
            destination.Cast<float>().CopyFrom(stream, memory.ArrayView.SubView(room.Start, room.Count));
    }

    /// <summary>Starts copying values to the host; they are there once the stream is done.</summary>
    public ReadOnlySpan<float> Download(ArrayView<float> source)
    {
        var room = Take((int)source.Length);
        source.CopyTo(stream, memory!.ArrayView.SubView(room.Start, room.Count));
        return memory.Span.Slice(room.Start, room.Count);
    }

    public void Dispose() => memory?.Dispose();

    private (int Start, int Count) Take(int count)
    {
        int start = used;
        used += count;
        return (start, count);
    }
}
