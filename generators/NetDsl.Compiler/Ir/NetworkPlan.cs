using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>All that is written of a network: its kernels in order, and where each tensor lies.</summary>
public sealed record NetworkPlan(
    Network Network,
    EquatableArray<ShapeDeclaration> Shapes,
    ParameterPlan Parameters,
    ProgramPlan Inference,
    ProgramPlan Training)
{
    /// <summary>Whether anything trains it; else <see cref="Training"/> is empty.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>Floats from one example to the next of the largest tensor, in training or in inference.</summary>
    public int LargestTensor => Inference.Slots.Concat(Training.Slots).Select(slot => slot.Stride)
        .Append((int)Network.Input.Count).Max();

    /// <summary>What its schedules' stages run in place of it, in their order.</summary>
    public EquatableArray<StagePlan> Stages { get; init; } = EquatableArray<StagePlan>.Empty;
}

/// <summary>What one stage runs in place of the network.</summary>
/// <param name="Schedule">Its name.</param>
/// <param name="Stage">Its number in the schedule, from 0 on.</param>
/// <param name="Source">What gives the inputs of it; null where they are the network's. Stages that have the same
/// inputs share it.</param>
public sealed record StagePlan(string Schedule, int Stage, NetworkPlan Trained, NetworkPlan? Source);

/// <summary>One program's kernels and the places of its tensors.</summary>
/// <param name="Prepare">Kernels that run once for new parameters, before the others.</param>
/// <param name="Prepared">Where what those write lies.</param>
/// <param name="LayerOutputs">For each layer the name of the place of what it gives.</param>
/// <param name="Floats">The arena's size for each image of a batch.</param>
public sealed record ProgramPlan(
    EquatableArray<KernelPlan> Prepare,
    EquatableArray<KernelPlan> Forward,
    EquatableArray<KernelPlan> Backward,
    EquatableArray<PreparedSlot> Prepared,
    EquatableArray<PlannedSlot> Slots,
    EquatableArray<string> LayerOutputs,
    int Floats)
{
    /// <summary>Of a network that is never trained.</summary>
    public static readonly ProgramPlan None = new(
        EquatableArray<KernelPlan>.Empty, EquatableArray<KernelPlan>.Empty, EquatableArray<KernelPlan>.Empty,
        EquatableArray<PreparedSlot>.Empty, EquatableArray<PlannedSlot>.Empty, EquatableArray<string>.Empty, Floats: 0);

    /// <summary>Values of one example that the kernels read and write, forward and backward.</summary>
    public long ValuesMoved => Forward.Sum(kernel => kernel.ValuesMoved) + Backward.Sum(kernel => kernel.ValuesMoved);

    /// <summary>Floats of all that is prepared.</summary>
    public int PreparedFloats => Prepared.Count == 0 ? 0 : Prepared[Prepared.Count - 1].End;
}

/// <summary>One kernel: its call, and what to say of it.</summary>
/// <param name="Covers">The layers that it computes.</param>
public sealed record KernelPlan(
    EquatableArray<string> Covers,
    string Core,
    string Method,
    EquatableArray<string> TypeArguments,
    EquatableArray<KernelOperand> Operands)
{
    /// <summary>Values of one example that it reads and writes, each tensor once.</summary>
    public long ValuesMoved { get; init; }
}

/// <summary>An argument of a kernel's call.</summary>
/// <param name="Name">The parameter's, where it is to be written.</param>
/// <param name="Text">A constant as C# writes it, the name of a place, or where among the outputs it begins.</param>
public sealed record KernelOperand(OperandKind Kind, string? Name, string Text);

public enum OperandKind
{
    Constant,
    None,
    Input,
    Output,
    Activation,
    Parameter,
    ParameterGradient,
    Prepared,
}

/// <summary>A named place in the arena, or a part of one.</summary>
/// <param name="Name">The tensor's: `gradient of relu1`.</param>
/// <param name="Stride">The place's size: more than <paramref name="Size"/> for a part.</param>
/// <param name="Start">Where in the place it begins.</param>
public sealed record PlannedSlot(
    string Member, string Name, Shape Shape, int Offset, int Size, int Stride, int Start);

/// <summary>A named place among what is prepared of the parameters.</summary>
/// <param name="Name">The tensor's: `batchnorm1's factor`.</param>
/// <param name="Offset">In floats.</param>
public sealed record PreparedSlot(string Member, string Name, Shape Shape, int Offset)
{
    public int Size => (int)Shape.Count;

    /// <summary>Where the next one begins.</summary>
    public int End => Offset + Passes.PlanMemory.Align(Size);
}

/// <summary>Where the parameters lie.</summary>
/// <param name="Tensors">Weights first, then biases, statistics and fixed ones, at ascending offsets.</param>
/// <param name="DecayedFloats">The weights' part.</param>
/// <param name="LearntFloats">The weights' and biases' part.</param>
public sealed record ParameterPlan(
    EquatableArray<PlannedParameter> Tensors, int DecayedFloats, int LearntFloats, int Floats);

/// <param name="Member">`C1Weights`</param>
public sealed record PlannedParameter(string Member, Parameter Parameter, Shape Shape, int Offset);
