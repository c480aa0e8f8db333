using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Loads each kernel once and launches it, in order, on one stream.</summary>
internal sealed class Launcher : IDisposable
{
    /// <summary>Floats of room for partial sums: what 256 tiles of the matrix product hold.</summary>
    public const int ScratchFloats = 256 * StandardTile.RowCount * StandardTile.ColumnCount;

    private readonly Accelerator accelerator;
    private readonly Dictionary<Type, Delegate> kernels = [];
    private readonly MemoryBuffer1D<float, Stride1D.Dense> scratch;
    private MemoryBuffer1D<float, Stride1D.Dense>? room;

    public Launcher(Accelerator accelerator, int? groupSize = null)
    {
        this.accelerator = accelerator;
        Stream = accelerator.CreateStream();
        MaximalGroupSize = Math.Min(groupSize ?? GroupReduction.MaximalGroupSize, accelerator.MaxNumThreadsPerGroup);
        scratch = accelerator.Allocate1D<float>(ScratchFloats);
    }

    public AcceleratorStream Stream { get; }

    /// <summary>Threads of a group, at most: fewer than the kernels would like on ILGPU's CPU accelerator.</summary>
    public int MaximalGroupSize { get; }

    public int Multiprocessors => accelerator.NumMultiprocessors;

    /// <summary>Room for partial sums between two kernels that follow each other.</summary>
    public ArrayView<float> Scratch => scratch.View;

    /// <summary>Room for what one kernel leaves to the next. Grown at a kernel's first use only.</summary>
    public ArrayView<float> Room(long floats)
    {
        if (room is null || room.Length < floats)
        {
            Stream.Synchronize();
            room?.Dispose();
            room = accelerator.Allocate1D<float>(floats);
        }

        return ((ArrayView<float>)room.View).SubView(0, floats);
    }

    /// <summary>Launches <paramref name="groups"/> groups of up to <paramref name="groupSize"/> threads.</summary>
    public void Launch<TKernel>(TKernel kernel, Index3D groups, int groupSize)
        where TKernel : struct, IKernel
    {
        var launch = (Action<AcceleratorStream, KernelConfig, TKernel>)
            (kernels.TryGetValue(typeof(TKernel), out var loaded) ? loaded : Load<TKernel>());
        var threads = new Index3D(Math.Min(groupSize, MaximalGroupSize), 1, 1);
        launch(Stream, new KernelConfig(groups, threads), kernel);
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

    public void Dispose()
    {
        scratch.Dispose();
        room?.Dispose();
        Stream.Dispose();
    }

    private Delegate Load<TKernel>()
        where TKernel : struct, IKernel
    {
        Delegate loaded = accelerator.LoadKernel<TKernel>(KernelEntry.Run);
        kernels.Add(typeof(TKernel), loaded);
        return loaded;
    }
}
