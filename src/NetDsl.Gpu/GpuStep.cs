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

    /// <summary>[batch, input size]</summary>
    public GpuBuffer Input => new(workspace.Inputs(Count), workspace.InputSize);

    /// <summary>[batch, output size]</summary>
    public GpuBuffer Output => new(workspace.Outputs(Count), workspace.OutputSize);

    internal Launcher Launcher { get; }

    internal RandomPosition Random { get; }

    internal ArrayView<float> Targets => workspace.Targets(Count);

    internal ArrayView<int> Labels => workspace.Labels(Count);

    internal ArrayView<float> Losses => workspace.Losses(Count);

    internal ArrayView<float> Wrong => workspace.Wrong(Count);

    /// <summary>An activation of the whole batch [batch, size].</summary>
    public GpuBuffer At(ActivationSlot slot) => new(workspace.Activations(slot, Count), slot.Stride, slot.Start);

    /// <summary>A parameter.</summary>
    public GpuBuffer At(ParameterSlot slot) => new(memory.Parameters.SubView(slot.Offset, slot.Size), slot.Size);

    /// <summary>A parameter's gradient.</summary>
    public GpuBuffer GradientOf(ParameterSlot slot) => new(memory.Gradients.SubView(slot.Offset, slot.Size), slot.Size);
}
