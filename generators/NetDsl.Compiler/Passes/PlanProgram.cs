using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Names the places of a program's tensors and writes its operations as kernels over them.</summary>
internal sealed class PlanProgram
{
    private readonly TensorProgram program;
    private readonly MemoryPlan memory;
    private readonly Dictionary<int, string> members = [];
    private readonly List<PreparedSlot> prepared = [];

    private PlanProgram(TensorProgram program)
    {
        (this.program, memory) = (program, PlanMemory.Run(program));
        var taken = new HashSet<string>();
        foreach (var slot in memory.Slots)
        {
            Name(slot.Tensor, taken);
        }

        PlacePrepared();
    }

    // a layer may have the name that a tensor made for another would have
    private string Name(int tensor, HashSet<string> taken)
    {
        var member = program.Tensors[tensor].Member;
        while (!taken.Add(member))
        {
            member += "_";
        }

        members.Add(tensor, member);
        return member;
    }

    /// <summary>One behind the other: they all live as long as the parameters.</summary>
    private void PlacePrepared()
    {
        var taken = new HashSet<string>();
        foreach (var operation in program.Prepare)
        {
            foreach (var id in operation.Writes)
            {
                var tensor = program.Tensors[id];
                var offset = prepared.Count == 0 ? 0 : prepared[prepared.Count - 1].End;
                prepared.Add(new PreparedSlot(Name(id, taken), tensor.Name, tensor.Shape, offset));
            }
        }
    }

    public static ProgramPlan Run(TensorProgram program) => new PlanProgram(program).ToPlan();

    private ProgramPlan ToPlan() => new(
        ToKernels(program.Prepare),
        ToKernels(program.Forward),
        ToKernels(program.Backward),
        prepared.ToEquatableArray(),
        memory.Slots.Select(ToSlot).ToEquatableArray(),
        LayerOutputs(),
        memory.Floats);

    private EquatableArray<string> LayerOutputs()
    {
        var places = new List<string>();
        foreach (var output in program.LayerOutputs)
        {
            places.Add(members.TryGetValue(output, out var member) ? member : "");
        }

        return places.ToEquatableArray();
    }

    private PlannedSlot ToSlot(Slot slot)
    {
        var tensor = program.Tensors[slot.Tensor];
        return new PlannedSlot(
            members[slot.Tensor], tensor.Name, tensor.Shape, slot.Offset, slot.Size, slot.Stride, slot.Start);
    }

    private EquatableArray<KernelPlan> ToKernels(EquatableArray<Operation> operations)
    {
        var kernels = new List<KernelPlan>();
        foreach (var operation in operations)
        {
            if (operation.Call is { } call)
            {
                kernels.Add(ToKernel(operation, call));
            }
        }

        return kernels.ToEquatableArray();
    }

    private KernelPlan ToKernel(Operation operation, KernelCall call) => new(
        operation.Covers,
        call.Core,
        call.Method,
        call.TypeArguments,
        call.Arguments.Select(ToOperand).ToEquatableArray())
    {
        ValuesMoved = ValuesOf(operation.KernelReads) + ValuesOf(operation.Writes),
    };

    private long ValuesOf(int[] tensors)
    {
        var values = 0L;
        foreach (var tensor in tensors)
        {
            values += IsOfBatch(tensor) ? program.Tensors[tensor].Shape.Count : 0;
        }

        return values;
    }

    private bool IsOfBatch(int tensor) => program.Tensors[tensor].Kind
        is not (TensorKind.Parameter or TensorKind.ParameterGradient or TensorKind.Prepared);

    private KernelOperand ToOperand(KernelArgument argument)
    {
        if (argument.Tensor is not { } id)
        {
            return argument.Constant is { } constant
                ? new KernelOperand(OperandKind.Constant, argument.Name, constant)
                : new KernelOperand(OperandKind.None, argument.Name, "default");
        }

        var tensor = program.Tensors[id];
        return tensor.Kind switch
        {
            TensorKind.Input => new KernelOperand(OperandKind.Input, argument.Name, ""),
            TensorKind.Prepared => new KernelOperand(OperandKind.Prepared, argument.Name, members[id]),
            TensorKind.Parameter => new KernelOperand(OperandKind.Parameter, argument.Name, tensor.Member),
            TensorKind.ParameterGradient => new KernelOperand(OperandKind.ParameterGradient, argument.Name, tensor.Member),
            _ when members.TryGetValue(id, out var member) => new KernelOperand(OperandKind.Activation, argument.Name, member),
            _ => new KernelOperand(OperandKind.Output, argument.Name, tensor.Start == 0 ? "" : Text.Number(tensor.Start)),
        };
    }
}
