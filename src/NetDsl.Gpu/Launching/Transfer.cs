using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Copies between the device and ordinary memory of the host, and waits for the end.</summary>
internal static unsafe class Transfer
{
    public static void Read(AcceleratorStream stream, ArrayView<float> source, Span<float> destination)
    {
        if (destination.Length < source.Length)
            throw new ArgumentException($"A span of {destination.Length} for {source.Length} values of the device.");
        if (source.Length == 0)
            return;
        fixed (float* target = destination)
        {
            source.CopyToCPUUnsafeAsync(stream, ref *target, source.Length);
            stream.Synchronize();
        }
    }

    public static void Write(AcceleratorStream stream, ReadOnlySpan<float> source, ArrayView<float> destination)
    {
        if (source.Length != destination.Length)
            throw new ArgumentException($"{source.Length} values for {destination.Length} of the device.");
        if (source.IsEmpty)
            return;
        fixed (float* origin = source)
        {
            destination.CopyFromCPUUnsafeAsync(stream, ref *origin, source.Length);
            stream.Synchronize();
        }
    }
}
