using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>A network's parameters and what inference makes of them, for one executor or several that share them until
/// one changes them.</summary>
internal sealed class GpuWeights : IDisposable
{
    private readonly GpuDevice device;
    private readonly ModelLayout layout;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> arena;
    private readonly Lock preparing = new();
    private int users = 1;

    // whether what is prepared is of the parameters as they are
    private volatile bool isPrepared;

    public GpuWeights(GpuDevice device, AcceleratorStream stream, ModelLayout layout)
    {
        (this.device, this.layout) = (device, layout);
        arena = device.Allocate(
            Math.Max(PreparedStart + layout.PreparedFloats, 1), $"{layout.Name} with its parameters", Memory.Advice);
        arena.MemSetToZero(stream);
    }

    public ArrayView<float> Parameters => ((ArrayView<float>)arena.View).SubView(0, layout.ParameterFloats);

    /// <summary>What <see cref="IGpuProgram.Prepare"/> writes.</summary>
    public ArrayView<float> Prepared => ((ArrayView<float>)arena.View).SubView(PreparedStart, layout.PreparedFloats);

    private long PreparedStart => Workspace.Align(layout.ParameterFloats);

    /// <summary>The same for one more executor, once all that was asked of the device has been done.</summary>
    public GpuWeights Share(AcceleratorStream stream)
    {
        stream.Synchronize();
        Interlocked.Increment(ref users);
        return this;
    }

    /// <summary>What an executor that will change them goes on with: the same, if it is the only one that has them, or
    /// a copy.</summary>
    public GpuWeights ForChange(AcceleratorStream stream)
    {
        if (Volatile.Read(ref users) == 1)
        {
            isPrepared = false;
            return this;
        }

        var copy = new GpuWeights(device, stream, layout);
        copy.Parameters.CopyFrom(stream, Parameters);
        stream.Synchronize();
        Dispose();
        return copy;
    }

    /// <summary>Makes what inference needs of the parameters alone, if it is not there yet.</summary>
    public void Prepare(IGpuProgram program, in GpuStep step)
    {
        if (isPrepared || layout.PreparedFloats == 0)
            return;
        lock (preparing)
        {
            if (isPrepared)
                return;
            program.Prepare(step);
            step.Launcher.Stream.Synchronize();
            isPrepared = true;
        }
    }

    /// <summary>One executor less; the last one frees the memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) == 0)
            arena.Dispose();
    }
}
