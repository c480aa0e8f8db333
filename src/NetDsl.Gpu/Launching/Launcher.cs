using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Launches a model's kernels, in order, on one stream.</summary>
internal class Launcher : IDisposable
{
    /// <summary>Floats of room for partial sums: what 256 tiles of the matrix product hold.</summary>
    public const int ScratchFloats = 256 * StandardTile.RowCount * StandardTile.ColumnCount;

    private readonly GpuDevice device;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> scratch;
    private MemoryBuffer1D<float, Stride1D.Dense>? room;

    public Launcher(GpuDevice device, int? groupSize = null)
    {
        this.device = device;
        Stream = device.Accelerator.CreateStream();
        MaximalGroupSize = Math.Min(
            groupSize ?? GroupReduction.MaximalGroupSize, device.Accelerator.MaxNumThreadsPerGroup);
        scratch = Allocate(ScratchFloats);
    }

    public AcceleratorStream Stream { get; }

    /// <summary>Threads of a group, at most: fewer than the kernels would like on ILGPU's CPU accelerator.</summary>
    public int MaximalGroupSize { get; }

    /// <summary>Threads of the groups of a launch that asks for so many.</summary>
    public int Threads(int groupSize) => Math.Min(groupSize, MaximalGroupSize);

    public virtual int Multiprocessors => device.Accelerator.NumMultiprocessors;

    /// <summary>Room for partial sums between two kernels that follow each other.</summary>
    public ArrayView<float> Scratch => scratch.View;

    /// <summary>Room for what one kernel leaves to the next. Grown at a kernel's first use only.</summary>
    public ArrayView<float> Room(long floats)
    {
        if (room is null || room.Length < floats)
        {
            Stream.Synchronize();
            room?.Dispose();
            room = Allocate(floats);
        }

        return ((ArrayView<float>)room.View).SubView(0, floats);
    }

    /// <summary>Launches <paramref name="groups"/> groups of up to <paramref name="groupSize"/> threads.</summary>
    public virtual void Launch<TKernel>(TKernel kernel, Index3D groups, int groupSize)
        where TKernel : struct, IKernel
    {
        var threads = new Index3D(Threads(groupSize), 1, 1);
        device.Kernel<TKernel>()(Stream, new KernelConfig(groups, threads), kernel);
    }

    /// <summary>Launches enough threads for a kernel that strides over <paramref name="items"/> items.</summary>
    public void LaunchOver<TKernel>(TKernel kernel, int items)
        where TKernel : struct, IKernel
    {
        if (items == 0)
            return;
        int groups = Math.Min((items - 1) / MaximalGroupSize + 1, Multiprocessors * 16);
        Launch(kernel, new Index3D(groups, 1, 1), MaximalGroupSize);
    }

    /// <summary>Launches enough threads for a kernel that strides over rows (Y) and the values of each (X).</summary>
    public void LaunchOver<TKernel>(TKernel kernel, BatchRows rows)
        where TKernel : struct, IKernel => LaunchOver(kernel, rows.Length, rows.Count, examples: 1);

    /// <summary>Launches enough threads for a kernel that strides over examples, planes and the values of
    /// each.</summary>
    public void LaunchOver<TKernel>(TKernel kernel, ChannelRows rows)
        where TKernel : struct, IKernel => LaunchOver(kernel, rows.Length, rows.Planes, rows.Examples);

    public void Dispose()
    {
        scratch.Dispose();
        room?.Dispose();
        Stream.Dispose();
    }

    private void LaunchOver<TKernel>(TKernel kernel, int length, int rows, int examples)
        where TKernel : struct, IKernel
    {
        if (length == 0 || rows == 0 || examples == 0)
            return;
        int most = Multiprocessors * 16;
        int threads = Threads((length + 31) / 32 * 32);
        int x = Math.Min((length - 1) / threads + 1, most);
        int y = Math.Clamp(most / x, 1, rows);
        int z = Math.Clamp(most / (x * y), 1, examples);
        Launch(kernel, new Index3D(x, y, z), threads);
    }

    private MemoryBuffer1D<float, Stride1D.Dense> Allocate(long floats) => device.Allocate(
        floats, "What kernels hand to each other", _ => "Use a device with more memory, or Device.Cpu.");
}
