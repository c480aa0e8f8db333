using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Runs a program over its plan, remembering which tensors are whole: a tensor that is read must not have been
/// overwritten since it was written.</summary>
internal static class VerifyMemory
{
    /// <exception cref="InvalidOperationException">A tensor is read that another one has overwritten.</exception>
    public static MemoryPlan Run(MemoryPlan plan, TensorProgram program)
    {
        var slots = new Slot?[program.Tensors.Count];
        foreach (var slot in plan.Slots)
        {
            slots[slot.Tensor] = slot;
        }

        var whole = new WholeSlots();
        foreach (var operation in program.Operations)
        {
            foreach (var tensor in operation.Reads)
            {
                if (slots[tensor] is { } slot && !whole.Contains(slot))
                {
                    throw new InvalidOperationException(
                        $"{string.Join(" → ", operation.Covers)} reads {program.Tensors[tensor].Name}, but its place is overwritten");
                }
            }

            foreach (var tensor in operation.Writes)
            {
                if (slots[tensor] is { } slot)
                {
                    if (operation.Parts is null)
                    {
                        whole.Spoil(slot);
                    }

                    whole.Add(slot);
                }
            }
        }

        return plan;
    }
}
