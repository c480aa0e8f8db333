using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>What is computed from parameters alone is computed once, not for each batch.</summary>
public static class HoistPreparation
{
    public static TensorProgram Run(TensorProgram program)
    {
        var prepare = new List<Operation>();
        var forward = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            (IsPreparation(program, operation) ? prepare : forward).Add(operation);
        }

        return program with { Prepare = prepare.ToEquatableArray(), Forward = forward.ToEquatableArray() };
    }

    private static bool IsPreparation(TensorProgram program, Operation operation)
    {
        foreach (var tensor in operation.Reads)
        {
            if (program.Tensors[tensor].Kind is not (TensorKind.Parameter or TensorKind.Prepared))
            {
                return false;
            }
        }

        foreach (var tensor in operation.Writes)
        {
            if (program.Tensors[tensor].Kind != TensorKind.Prepared)
            {
                return false;
            }
        }

        return true;
    }
}
