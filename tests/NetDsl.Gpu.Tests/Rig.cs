using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace NetDsl.Gpu.Tests;

/// <summary>A device with groups of so many threads, and memory to run single layers in: ILGPU's CPU accelerator, or,
/// for groups of 32 threads and more, which it is too slow for, OpenCL.</summary>
internal sealed class Rig : IDisposable
{
    private const int LeastOfOpenCl = 32;

    private readonly GpuDevice? owned;
    private readonly Accelerator accelerator;
    private readonly List<MemoryBuffer1D<float, Stride1D.Dense>> buffers = [];
    private readonly Launcher launcher;
    private readonly int gap;
    private readonly Memory memory;
    private readonly Workspace workspace;

    /// <param name="gap">Floats between the examples of a batch, or twice or three times as many: 0 for none, a
    /// multiple of four for parts of larger tensors that keep quads aligned.</param>
    public Rig(int groupSize, int batch, int outputSize = 1, int gap = 0)
    {
        this.gap = gap;
        var device = groupSize < LeastOfOpenCl ? owned = OpenCpu(groupSize) : GpuDevices.Open(Device.OpenCl)!;
        accelerator = device.Accelerator;
        launcher = new Launcher(device, groupSize);
        var layout = new ModelLayout(
            "Rig", new Shape(1), outputSize, Loss.SoftmaxCrossEntropy, [], [], 0, 0, 0, [], 0, 0,
            Heads: [new("a", outputSize, 1, Loss.SoftmaxCrossEntropy, []), new("b", outputSize, 1, Loss.Squared, [])]);
        memory = new Memory(device, launcher.Stream, layout, new GpuWeights(device, launcher.Stream, layout));
        workspace = new Workspace(device, layout);
        workspace.Reserve(batch, training: true);
        Step = new GpuStep(launcher, memory, workspace, batch, new RandomPosition(Seed: 42, Step: 7));
    }

    public GpuStep Step { get; }

    public Accelerator Accelerator => accelerator;

    /// <summary>A batch's tensor with these values [batch, size].</summary>
    public GpuBuffer Upload(float[] values) => Upload(values, gap * (1 + buffers.Count % 3));

    /// <summary>A batch's tensor with so many NaNs in front of, between and behind the examples: as part of another
    /// tensor.</summary>
    public GpuBuffer Upload(float[] values, int gap)
    {
        int size = values.Length / Step.Count;
        int stride = size + gap;
        var all = NaNs(gap + Step.Count * stride);
        for (int example = 0; example < Step.Count; example++)
            values.AsSpan(example * size, size).CopyTo(all.AsSpan(gap + example * stride));
        return new GpuBuffer(Allocate(all).SubView(gap, (Step.Count - 1) * stride + size), stride, gap);
    }

    /// <summary>A parameter with these values.</summary>
    public GpuBuffer UploadParameter(float[] values) => new(Allocate(values), values.Length);

    /// <summary>A batch's tensor of a size, full of NaN: what a kernel forgets to write shows.</summary>
    public GpuBuffer Empty(int size) => Upload(NaNs(size));

    /// <summary>A batch's tensor of a size, full of NaN, as part of another tensor.</summary>
    public GpuBuffer Empty(int size, int gap) => Upload(NaNs(size), gap);

    /// <summary>A parameter's gradient of a size, full of NaN.</summary>
    public GpuBuffer EmptyParameter(int size) => UploadParameter(NaNs(size));

    /// <summary>The values; between a batch's examples nothing may have been written.</summary>
    public float[] Download(GpuBuffer buffer)
    {
        var all = new float[buffer.View.Length];
        buffer.View.CopyToCPU(launcher.Stream, all);
        launcher.Stream.Synchronize();
        if (buffer.Stride >= all.Length)
            return all;
        int size = all.Length - (Step.Count - 1) * buffer.Stride;
        Assert.All(all.Where((_, i) => i % buffer.Stride >= size), value => Assert.True(float.IsNaN(value)));
        return all.Where((_, i) => i % buffer.Stride < size).ToArray();
    }

    public void Dispose()
    {
        buffers.ForEach(buffer => buffer.Dispose());
        workspace.Dispose();
        memory.Dispose();
        launcher.Dispose();
        owned?.Dispose();
    }

    // a device has at least two threads a group; a launch may use one
    private static GpuDevice OpenCpu(int groupSize)
    {
        var context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(Math.Max(groupSize, 2), 1, 1)));
        return new GpuDevice(context, context.GetCPUDevice(0).CreateAccelerator(context), "the rig");
    }

    private static float[] NaNs(int size) => Enumerable.Repeat(float.NaN, size).ToArray();

    private ArrayView<float> Allocate(float[] values)
    {
        var buffer = accelerator.Allocate1D<float>(values.Length);
        buffers.Add(buffer);
        buffer.View.CopyFromCPU(launcher.Stream, values);
        return buffer.View;
    }
}
