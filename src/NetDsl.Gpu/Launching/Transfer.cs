using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Copies between the device and ordinary memory of the host, and waits for the end.</summary>
internal static unsafe class Transfer
{
    public static void Read(AcceleratorStream stream, ArrayView<float> source, Span<float> destination)
    {
        Check(source, destination.Length);
        if (destination.IsEmpty)
            return;
        fixed (float* target = destination)
        {
            source.CopyToCPUUnsafeAsync(stream, ref *target, destination.Length);
            stream.Synchronize();
        }
    }

    public static void Write(AcceleratorStream stream, ReadOnlySpan<float> source, ArrayView<float> destination)
    {
        Check(destination, source.Length);
        if (source.IsEmpty)
            return;
        fixed (float* origin = source)
        {
            destination.CopyFromCPUUnsafeAsync(stream, ref *origin, source.Length);
            stream.Synchronize();
        }
    }

    private static void Check(ArrayView<float> device, int length)
    {
        if (device.Length != length)
            throw new ArgumentException($"{device.Length} values are on the device; the span has {length}.");
    }
}
