using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Of a relu and a max pooling that alone reads it, the pooling comes first: the maximum of what a relu gives is the relu of
/// the maximum, to the bit. Then the relu has the few maxima to do, what was pooled need not be kept for the way back, and
/// the gradient of the layer in front needs no derivative.</summary>
/// <remarks>Of windows whose values are all 0 another one is chosen, whose gradient is 0 all the same. Where an
/// unpooling asks for the choice that is not so: they stay as they are.</remarks>
public static class PoolBeforeRelu
{
    private const string Relu = "Relu";

    public static TensorProgram Run(TensorProgram program)
    {
        foreach (var pool in program.Forward.OfType<Pool>())
        {
            program = Swap(program, pool);
        }

        return program;
    }

    private static TensorProgram Swap(TensorProgram program, Pool pool)
    {
        var relu = pool.Core != Pool.MaximumCore ? null : program.Forward.OfType<Activate>()
            .FirstOrDefault(found => found.Output == pool.Input && found.Function == Relu);
        var slope = relu is null ? null : program.Backward.OfType<ActivateBackward>()
            .FirstOrDefault(found => found.Kept == relu.Output && found.Function == Relu);
        var isChoiceRead = pool.Choice is { } choice && program.Forward.Any(found => found.IsReading(choice));
        if (relu is null || isChoiceRead || program.ReaderCount(relu.Output) != (slope is null ? 1 : 2)
            || program.Tensors[relu.Output].Kind != TensorKind.Activation
            || program.Tensors[pool.Output].Kind != TensorKind.Activation)
        {
            return program;
        }

        var back = program.Backward.OfType<PoolBackward>()
            .FirstOrDefault(found => slope is not null && found.InputGradient == slope.OutputGradient);
        if (slope is not null && (back is null || !program.IsReadOnce(slope.OutputGradient)))
        {
            return program;
        }

        var size = (int)program.Tensors[pool.Output].Shape.Count;
        var tensors = program.Tensors.ToList();
        var maxima = Beside(pool.Output, "before relu", "Maxima");
        var forward = new Swapping(relu, pool, pool with { Input = relu.Input, Output = maxima },
            relu with { Size = size, Input = maxima, Output = pool.Output });
        var backward = program.Backward;
        if (slope is not null && back is not null)
        {
            var gradient = Beside(back.OutputGradient, "before relu", "Maxima");
            backward = new Swapping(back, slope,
                slope with { Size = size, Kept = pool.Output, OutputGradient = back.OutputGradient, InputGradient = gradient },
                back with { OutputGradient = gradient, InputGradient = slope.InputGradient }).In(backward);
        }

        var swapped = program with
        {
            Tensors = tensors.ToEquatableArray(),
            Forward = forward.In(program.Forward),
            Backward = backward,
        };

        // what is not finite in the layer in front shows in the maxima, which stay
        return swapped.Replace(relu.Output, by: maxima).Replace(relu.Input, by: maxima);

        int Beside(int tensor, string name, string member)
        {
            var of = tensors[tensor];
            tensors.Add(of with { Id = tensors.Count, Name = $"{of.Name} {name}", Member = of.Member + member });
            return tensors.Count - 1;
        }
    }

    /// <summary>Two operations, one behind the other, that give way to two others.</summary>
    private sealed class Swapping(Operation first, Operation second, Operation newFirst, Operation newSecond)
    {
        public EquatableArray<Operation> In(EquatableArray<Operation> operations)
        {
            var result = new List<Operation>();
            foreach (var operation in operations)
            {
                if (ReferenceEquals(operation, second))
                {
                    result.Add(newFirst);
                    result.Add(newSecond);
                }
                else if (!ReferenceEquals(operation, first))
                {
                    result.Add(operation);
                }
            }

            return result.ToEquatableArray();
        }
    }
}
