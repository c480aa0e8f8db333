using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace NetDsl.Gpu.Tests;

/// <summary>ILGPU's CPU accelerator with groups of so many threads, and memory to run single layers in.</summary>
internal sealed class Rig : IDisposable
{
    private readonly Context context;
    private readonly Accelerator accelerator;
    private readonly List<MemoryBuffer1D<float, Stride1D.Dense>> buffers = [];
    private readonly Launcher launcher;
    private readonly Memory memory;
    private readonly Workspace workspace;

    public Rig(int groupSize, int batch, int outputSize = 1)
    {
        // a device has at least two threads a group; a launch may use one
        context = Context.Create(
            builder => builder.CPU(new CPUDevice(Math.Max(groupSize, 2), 1, 1)).EnableAlgorithms());
        accelerator = context.GetCPUDevice(0).CreateAccelerator(context);
        launcher = new Launcher(accelerator, groupSize);
        var layout = new ModelLayout(
            "Rig", new Shape(1), outputSize, Loss.SoftmaxCrossEntropy, [], [], 0, 0, [], 0, 0);
        memory = new Memory(accelerator, launcher.Stream, layout);
        workspace = new Workspace(accelerator, layout);
        workspace.Reserve(batch, training: true);
        Step = new GpuStep(launcher, memory, workspace, batch, new RandomPosition(Seed: 42, Step: 7));
    }

    public GpuStep Step { get; }

    /// <summary>A buffer with these values.</summary>
    public GpuBuffer Upload(float[] values)
    {
        var buffer = accelerator.Allocate1D<float>(values.Length);
        buffers.Add(buffer);
        buffer.View.CopyFromCPU(launcher.Stream, values);
        return new GpuBuffer(buffer.View, values.Length / Step.Count);
    }

    /// <summary>A batch of examples, with so many NaNs in front of, between and behind them: as part of another tensor.
    /// </summary>
    public GpuBuffer Upload(float[] values, int gap)
    {
        int size = values.Length / Step.Count;
        int stride = size + gap;
        float[] whole = [.. Enumerable.Repeat(float.NaN, gap + Step.Count * stride)];
        for (int example = 0; example < Step.Count; example++)
            values.AsSpan(example * size, size).CopyTo(whole.AsSpan(gap + example * stride));
        var view = Upload(whole).View;
        return new GpuBuffer(view.SubView(gap, view.Length - gap), stride, gap);
    }

    /// <summary>A batch of examples, not computed yet.</summary>
    public GpuBuffer Empty(int size, int gap) => Upload([.. Enumerable.Repeat(float.NaN, size * Step.Count)], gap);

    /// <summary>A buffer of a size, full of NaN: what a kernel forgets to write shows.</summary>
    public GpuBuffer Empty(int size) => Upload(Enumerable.Repeat(float.NaN, size).ToArray());

    public float[] Download(GpuBuffer buffer)
    {
        var values = new float[buffer.View.Length];
        buffer.View.CopyToCPU(launcher.Stream, values);
        launcher.Stream.Synchronize();
        return values;
    }

    /// <summary>A batch of examples, between which nothing may have been written.</summary>
    public float[] Download(GpuBuffer buffer, int size)
    {
        float[] whole = Download(buffer);
        var values = new float[size * Step.Count];
        for (int example = 0; example < Step.Count; example++)
        {
            whole.AsSpan(example * buffer.Stride, size).CopyTo(values.AsSpan(example * size));
            var gap = whole[(example * buffer.Stride + size)..((example + 1) * buffer.Stride)];
            Assert.All(gap, value => Assert.True(float.IsNaN(value)));
        }

        return values;
    }

    public void Dispose()
    {
        buffers.ForEach(buffer => buffer.Dispose());
        workspace.Dispose();
        memory.Dispose();
        launcher.Dispose();
        accelerator.Dispose();
        context.Dispose();
    }
}
