namespace NetDsl.Cpu;

/// <summary>One pass over one batch: what generated code hands to every kernel.</summary>
public readonly unsafe struct CpuStep
{
    /// <summary>Examples in the batch.</summary>
    public int Count { get; internal init; }

    /// <summary>The batch's examples [Count, input size].</summary>
    public TensorBuffer Input => new(InputPointer, InputSize);

    /// <summary>Inference's outputs [Count, output size].</summary>
    public TensorBuffer Output => new(OutputPointer, OutputSize);

    /// <summary>Of a network with several outputs, those from a value on.</summary>
    public TensorBuffer OutputFrom(int start) => new(OutputPointer + start, OutputSize);

    internal Machine Machine { get; init; }

    internal float* Activations { get; init; }

    internal float* Parameters { get; init; }

    internal float* Gradients { get; init; }

    internal float* PreparedPointer { get; init; }

    /// <summary>Null in training, where weights change with each step.</summary>
    internal KeptWeights? Kept { get; init; }

    internal float* InputPointer { get; init; }

    /// <summary>Values of an example.</summary>
    internal int InputSize { get; init; }

    internal float* OutputPointer { get; init; }

    /// <summary>Values of an example's output.</summary>
    internal int OutputSize { get; init; }

    /// <summary>[columns, LabelStride]: the classes, a column for each output that has some.</summary>
    internal int* Labels { get; init; }

    internal int LabelStride { get; init; }

    /// <summary>[Count, TargetSize]: the values of all outputs that have some.</summary>
    internal float* Targets { get; init; }

    internal int TargetSize { get; init; }

    /// <summary>[Count]: each example's loss.</summary>
    internal float* Losses { get; init; }

    /// <summary>[Count]: 1 where an example was misclassified.</summary>
    internal int* Wrong { get; init; }

    internal RandomPosition Random { get; init; }

    internal ThreadTeam Team => Machine.Team;

    /// <summary>An activation of the whole batch [Count, slot.Size].</summary>
    public TensorBuffer At(ActivationSlot slot) =>
        new(Activations + ((long)Count * slot.Offset) + slot.Start, slot.Stride);

    /// <summary>A parameter tensor.</summary>
    public TensorBuffer At(ParameterSlot slot) => new(Parameters + slot.Offset, slot.Size);

    /// <summary>A tensor that <see cref="ICpuProgram.Prepare"/> makes of parameters.</summary>
    public TensorBuffer Prepared(ParameterSlot slot) => new(PreparedPointer + slot.Offset, slot.Size);

    /// <summary>A parameter tensor's gradient.</summary>
    public TensorBuffer GradientOf(ParameterSlot slot) => new(Gradients + slot.Offset, slot.Size);
}
