using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Activations behind each other become one pass over the values, each way.</summary>
public static class FuseActivations
{
    public static TensorProgram Run(TensorProgram program)
    {
        foreach (var second in program.Forward.OfType<Activate>())
        {
            program = Fuse(program, second);
        }

        return program;
    }

    /// <summary>With the activation in front, which may be a chain by now.</summary>
    private static TensorProgram Fuse(TensorProgram program, Activate second)
    {
        var between = second.Input;
        var first = program.Forward.OfType<Activate>().FirstOrDefault(found => found.Output == between);
        if (first is null || program.Tensors[between].Kind != TensorKind.Activation)
        {
            return program;
        }

        var backOfFirst = program.Backward.OfType<ActivateBackward>().FirstOrDefault(found => IsOf(found, first));
        var backOfSecond = program.Backward.OfType<ActivateBackward>().FirstOrDefault(found => IsOf(found, second));
        var readers = 1 + (backOfFirst?.Kept == between ? 1 : 0) + (backOfSecond?.Kept == between ? 1 : 0);
        var isAlone = program.ReaderCount(between) == readers
            && backOfFirst?.OutputGradient == backOfSecond?.InputGradient
            && (backOfSecond is null || program.IsReadOnce(backOfSecond.InputGradient));
        if (!isAlone)
        {
            return program;
        }

        var covers = first.Covers.Concat(second.Covers).ToEquatableArray();
        var function = $"Chain<{first.Function}, {second.Function}>";
        var forward = first with { Covers = covers, Function = function, KeepsInput = true, Output = second.Output };
        var backward = backOfFirst is null || backOfSecond is null ? null : backOfSecond with
        {
            Covers = covers,
            Function = function,
            Kept = first.Input,
            InputGradient = backOfFirst.InputGradient,
        };
        var fused = program with
        {
            Forward = Replace(program.Forward, first, second, forward),
            Backward = backward is null ? program.Backward
                : Replace(program.Backward, backOfSecond!, backOfFirst!, backward),
        };
        return fused.Replace(between, by: second.Output);
    }

    private static bool IsOf(ActivateBackward back, Activate activation) =>
        back.Kept == activation.Kept && back.Function == activation.Function && back.Covers == activation.Covers;

    /// <summary>Both by one, in the place of the latter: nothing between them has changed what it reads.</summary>
    private static EquatableArray<Operation> Replace(
        EquatableArray<Operation> operations, Operation one, Operation other, Operation fused)
    {
        var result = new List<Operation>();
        foreach (var operation in operations)
        {
            if (ReferenceEquals(operation, other))
            {
                result.Add(fused);
            }
            else if (!ReferenceEquals(operation, one))
            {
                result.Add(operation);
            }
        }

        return result.ToEquatableArray();
    }
}
