using ILGPU;

namespace NetDsl.Gpu;

/// <summary>One pass over one batch: where its tensors lie and what its kernels are launched with.</summary>
public readonly struct GpuStep
{
    private readonly Memory memory;
    private readonly Workspace workspace;

    internal GpuStep(Launcher launcher, Memory memory, Workspace workspace, int batch, in RandomPosition random)
    {
        Launcher = launcher;
        this.memory = memory;
        this.workspace = workspace;
        Count = batch;
        Random = random;
    }

    /// <summary>Examples in the batch.</summary>
    public int Count { get; }

    /// <summary>Values of the batch's examples together, of so many each. <see cref="Workspace.LargestBatch"/> sees to
    /// it that they can be counted.</summary>
    /// <exception cref="OverflowException">It has not.</exception>
    internal int Times(int size) => checked(Count * size);

    /// <summary>[batch, input size]</summary>
    public GpuBuffer Input => new(workspace.Inputs(Count), workspace.InputSize);

    /// <summary>[batch, output size]</summary>
    public GpuBuffer Output => new(workspace.Outputs(Count), workspace.OutputSize);

    /// <summary>Of a network with several outputs, those from a value on.</summary>
    public GpuBuffer OutputFrom(int start)
    {
        var all = workspace.Outputs(Count);
        return new(all.SubView(start, all.Length - start), workspace.OutputSize);
    }

    internal Launcher Launcher { get; }

    internal RandomPosition Random { get; }

    /// <summary>[batch, target size]: the values of all outputs that have some.</summary>
    internal ArrayView<float> Targets => workspace.Targets(Count);

    /// <summary>One output's values in <see cref="Targets"/>.</summary>
    internal GpuBuffer TargetsFrom(int start) => new(Targets.SubView(start, Targets.Length - start), workspace.TargetSize);

    /// <summary>[batch]: the classes of one of the outputs that have some.</summary>
    internal ArrayView<int> LabelsOf(int column) => workspace.Labels(Count, column);

    internal ArrayView<float> Losses => workspace.Losses(Count);

    internal ArrayView<float> Wrong => workspace.Wrong(Count);

    /// <summary>A step over some of the batch's examples, for kernels whose buffers are theirs.</summary>
    internal GpuStep Of(int examples) => new(Launcher, memory, workspace, examples, Random);

    /// <summary>An activation of the whole batch [batch, size].</summary>
    public GpuBuffer At(ActivationSlot slot) => new(workspace.Activations(slot, Count), slot.Stride, slot.Start);

    /// <summary>A parameter.</summary>
    public GpuBuffer At(ParameterSlot slot) => new(memory.Parameters.SubView(slot.Offset, slot.Size), slot.Size);

    /// <summary>A tensor that <see cref="IGpuProgram.Prepare"/> makes of parameters.</summary>
    public GpuBuffer Prepared(ParameterSlot slot) => new(memory.Prepared.SubView(slot.Offset, slot.Size), slot.Size);

    /// <summary>A parameter's gradient.</summary>
    public GpuBuffer GradientOf(ParameterSlot slot) => new(memory.Gradients.SubView(slot.Offset, slot.Size), slot.Size);
}
