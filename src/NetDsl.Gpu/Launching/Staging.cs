using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Page-locked memory of the host: copies from and to it need not wait for each other. Copies name their first
/// value and their length: between views of the host's and of an OpenCL device's memory, ILGPU 1.5.3 copies as much as
/// the host's whole buffer holds.</summary>
internal sealed class Staging(Accelerator accelerator, AcceleratorStream stream) : IDisposable
{
    private PageLockedArray1D<float>? memory;
    private int used;

    /// <summary>Makes room for so many values in all, between two calls of <see cref="Clear"/>.</summary>
    /// <exception cref="DeviceException">More than one array of the host's can have.</exception>
    public void Reserve(long floats)
    {
        if (memory is not null && memory.Length >= floats)
            return;
        if (floats > Array.MaxLength)
        {
            throw new DeviceException(
                $"The examples of one batch have {floats} values, and {Array.MaxLength} can be copied to a GPU at "
                + "once. Use a smaller batch, with 'accumulate' for updates over as many examples.");
        }

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
            destination.Cast<float>().CopyFromCPUUnsafeAsync(stream, ref memory.Span[room.Start], room.Count);
    }

    /// <summary>Starts copying values to the host; they are there once the stream is done.</summary>
    public ReadOnlySpan<float> Download(ArrayView<float> source)
    {
        var room = Take((int)source.Length);
        source.CopyToCPUUnsafeAsync(stream, ref memory!.Span[room.Start], room.Count);
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
