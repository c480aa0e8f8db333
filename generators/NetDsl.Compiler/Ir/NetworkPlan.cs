using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>All that is written of a network: its kernels in order, and where each tensor lies.</summary>
public sealed record NetworkPlan(
    Network Network,
    EquatableArray<ShapeDeclaration> Shapes,
    ParameterPlan Parameters,
    ProgramPlan Inference,
    ProgramPlan Training);

/// <summary>One program's kernels and the places of its tensors.</summary>
/// <param name="LayerOutputs">For each layer the name of the place of what it gives.</param>
/// <param name="Floats">The arena's size for each image of a batch.</param>
public sealed record ProgramPlan(
    EquatableArray<KernelPlan> Forward,
    EquatableArray<KernelPlan> Backward,
    EquatableArray<PlannedSlot> Slots,
    EquatableArray<string> LayerOutputs,
    int Floats);

/// <summary>One kernel: its call, and what to say of it.</summary>
/// <param name="Covers">The layers that it computes.</param>
/// <param name="Reads">`image [batch, 1, 28, 28]`</param>
public sealed record KernelPlan(
    EquatableArray<string> Covers,
    EquatableArray<string> Reads,
    EquatableArray<string> Writes,
    string Core,
    string Method,
    EquatableArray<string> TypeArguments,
    EquatableArray<KernelOperand> Operands);

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
}

/// <summary>A named place in the arena, or a part of one.</summary>
/// <param name="Description">`relu1 [6, 28, 28]`</param>
/// <param name="Stride">The place's size: more than <paramref name="Size"/> for a part.</param>
/// <param name="Start">Where in the place it begins.</param>
public sealed record PlannedSlot(string Member, string Description, int Offset, int Size, int Stride, int Start);

/// <summary>Where the parameters lie.</summary>
/// <param name="Tensors">Weights first, then biases, statistics and fixed ones, at ascending offsets.</param>
/// <param name="DecayedFloats">The weights' part.</param>
/// <param name="LearntFloats">The weights' and biases' part.</param>
public sealed record ParameterPlan(
    EquatableArray<PlannedParameter> Tensors, int DecayedFloats, int LearntFloats, int Floats);

/// <param name="Member">`C1Weights`</param>
public sealed record PlannedParameter(string Member, Parameter Parameter, Shape Shape, int Offset);
