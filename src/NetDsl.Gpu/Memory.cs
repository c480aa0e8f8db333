using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>What lives as long as the network: its parameters and what is prepared of them; gradients and the
/// optimizer's two states, which only training asks for, in one arena with the same offsets as on the CPU. Parts start
/// at multiples of 16 floats, so that kernels may load four at a time.</summary>
internal sealed class Memory : IDisposable
{
    private const int Parts = 3;

    private readonly GpuDevice device;
    private readonly AcceleratorStream stream;
    private readonly string name;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? momenta;
    private readonly int floats;
    private readonly long stride;
    private GpuWeights weights;
    private MemoryBuffer1D<float, Stride1D.Dense>? training;
    private MemoryBuffer1D<float, Stride1D.Dense>? accumulated;

    public Memory(GpuDevice device, AcceleratorStream stream, ModelLayout layout, GpuWeights weights)
    {
        (this.device, this.stream, this.weights) = (device, stream, weights);
        name = layout.Name;
        floats = layout.ParameterFloats;
        stride = Workspace.Align(Math.Max(floats, 1));
        Statistics = StatisticTable.Of(layout);
        if (Statistics.Count > 0)
        {
            momenta = device.Accelerator.Allocate1D<float>(Statistics.Momenta.Length);
            Transfer.Write(stream, Statistics.Momenta, momenta.View);
        }
    }

    /// <summary>As they are now: see <see cref="BeforeChange"/>.</summary>
    public GpuWeights Weights => weights;

    public ArrayView<float> Parameters => weights.Parameters;

    public ArrayView<float> Gradients => Part(0);

    /// <summary>What <see cref="IGpuProgram.Prepare"/> writes.</summary>
    public ArrayView<float> Prepared => weights.Prepared;

    /// <summary>Where running statistics lie.</summary>
    public StatisticTable Statistics { get; }

    /// <summary>The table's momenta on the device.</summary>
    public ArrayView<float> StatisticMomenta => momenta?.View ?? ArrayView<float>.Empty;

    /// <summary>0 and 1; which they are, the rule of the optimizer says.</summary>
    public ArrayView<float> OptimizerState(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, 1u, nameof(index));
        return Part(1 + index);
    }

    /// <summary>Gradients of the batches since the last update: allocated where a schedule asks for it.</summary>
    public ArrayView<float> Accumulated =>
        (accumulated ??= Allocate(stride, $"What 'accumulate' keeps of {name}")).View.BaseView.SubView(0, floats);

    /// <summary>Of the parameters: forks keep them as they are.</summary>
    public void BeforeChange() => weights = weights.ForChange(stream);

    /// <summary>What helps where there is not enough memory for a network itself.</summary>
    public static string Advice(long free) => "Use a device with more memory, or Device.Cpu.";

    public void Dispose()
    {
        accumulated?.Dispose();
        training?.Dispose();
        momenta?.Dispose();
        weights.Dispose();
    }

    /// <summary>What only training needs, where it is not there yet.</summary>
    public ArrayView<float> ReserveTraining()
    {
        if (training is null)
        {
            training = Allocate(Parts * stride, $"{name} with its gradients and the optimizer's states");
            training.MemSetToZero(stream);
        }

        return training.View;
    }

    private ArrayView<float> Part(int index) => ReserveTraining().SubView(index * stride, floats);

    private MemoryBuffer1D<float, Stride1D.Dense> Allocate(long count, string what) =>
        device.Allocate(count, what, Advice);
}
