using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>What lives as long as the network: parameters, gradients, the optimizer's two states and what is prepared
/// of the parameters, in one arena with the same offsets as on the CPU. Parts start at multiples of 16 floats, so that
/// kernels may load four at a time.</summary>
internal sealed class Memory : IDisposable
{
    private const int Parts = 4;

    private readonly GpuDevice device;
    private readonly string name;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> arena;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? momenta;
    private readonly int floats;
    private readonly int preparedFloats;
    private readonly long stride;
    private MemoryBuffer1D<float, Stride1D.Dense>? accumulated;

    public Memory(GpuDevice device, AcceleratorStream stream, ModelLayout layout)
    {
        this.device = device;
        name = layout.Name;
        floats = layout.ParameterFloats;
        preparedFloats = layout.PreparedFloats;
        stride = Workspace.Align(Math.Max(floats, 1));
        arena = Allocate(
            Parts * stride + preparedFloats, $"{layout.Name}, its gradients and the optimizer's states,");
        arena.MemSetToZero(stream);
        Statistics = StatisticTable.Of(layout);
        if (Statistics.Count > 0)
        {
            momenta = device.Accelerator.Allocate1D<float>(Statistics.Momenta.Length);
            Transfer.Write(stream, Statistics.Momenta, momenta.View);
        }
    }

    public ArrayView<float> Parameters => Part(0);

    public ArrayView<float> Gradients => Part(1);

    /// <summary>What <see cref="IGpuProgram.Prepare"/> writes.</summary>
    public ArrayView<float> Prepared => ((ArrayView<float>)arena.View).SubView(Parts * stride, preparedFloats);

    /// <summary>Where running statistics lie.</summary>
    public StatisticTable Statistics { get; }

    /// <summary>The table's momenta on the device.</summary>
    public ArrayView<float> StatisticMomenta => momenta?.View ?? ArrayView<float>.Empty;

    /// <summary>0 and 1; which they are, the rule of the optimizer says.</summary>
    public ArrayView<float> OptimizerState(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, 1u, nameof(index));
        return Part(2 + index);
    }

    /// <summary>Gradients of the batches since the last update: allocated where a schedule asks for it.</summary>
    public ArrayView<float> Accumulated =>
        (accumulated ??= Allocate(stride, $"What 'accumulate' keeps of {name}")).View.BaseView.SubView(0, floats);

    public void Dispose()
    {
        accumulated?.Dispose();
        momenta?.Dispose();
        arena.Dispose();
    }

    private ArrayView<float> Part(int index) => ((ArrayView<float>)arena.View).SubView(index * stride, floats);

    private MemoryBuffer1D<float, Stride1D.Dense> Allocate(long count, string what) =>
        device.Allocate(count, what, _ => "Use a device with more memory, or Device.Cpu.");
}
