using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Ir;

/// <summary>A network as operations on tensors.</summary>
/// <param name="Tensors">By id; passes may leave some unused.</param>
/// <param name="Prepare">What need not run again while the parameters stay as they are.</param>
/// <param name="Backward">Empty for inference.</param>
/// <param name="LayerOutputs">For each layer the tensor that holds what it gives.</param>
public sealed record TensorProgram(
    bool IsTraining,
    EquatableArray<Tensor> Tensors,
    EquatableArray<Parameter> Parameters,
    EquatableArray<ShapeDeclaration> Shapes,
    EquatableArray<int> LayerOutputs,
    EquatableArray<Operation> Prepare,
    EquatableArray<Operation> Forward,
    EquatableArray<Operation> Backward)
{
    /// <summary>Forward, then backward: the order of execution.</summary>
    public IEnumerable<Operation> Operations => Forward.Concat(Backward);

    /// <summary>How many operations read a tensor.</summary>
    public int ReaderCount(int tensor) => ReaderCount(Forward, tensor) + ReaderCount(Backward, tensor);

    private static int ReaderCount(EquatableArray<Operation> operations, int tensor)
    {
        var count = 0;
        for (var index = 0; index < operations.Count; index++)
        {
            count += operations[index].IsReading(tensor) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a value need not be kept anywhere: it is no output, and one operation alone reads it.</summary>
    public bool IsPassedOn(int tensor) => Tensors[tensor].Kind == TensorKind.Activation && ReaderCount(tensor) == 1;

    /// <summary>The operation that gives a value which need not be kept, where it is one of these; else null.</summary>
    public T? SoleWriter<T>(int tensor)
        where T : Operation =>
        IsPassedOn(tensor) ? Forward.OfType<T>().FirstOrDefault(found => found.IsWriting(tensor)) : null;

    /// <summary>The operation that reads a value which need not be kept, where it is one of these; else null.</summary>
    public T? SoleReader<T>(int tensor)
        where T : Operation =>
        IsPassedOn(tensor) ? Forward.OfType<T>().FirstOrDefault(found => found.IsReading(tensor)) : null;

    /// <summary>The activation that alone reads a value, but for its own way back where that starts from
    /// there.</summary>
    public Activate? SoleActivation(int tensor)
    {
        var activation = Forward.OfType<Activate>().FirstOrDefault(found => found.Input == tensor);
        var isKept = activation is { KeepsInput: true }
            && Backward.OfType<ActivateBackward>().Any(found => found.Kept == tensor);
        var isInner = Tensors[tensor].Kind == TensorKind.Activation;
        return isInner && ReaderCount(tensor) == (isKept ? 2 : 1) ? activation : null;
    }

    /// <summary>Whether one operation alone needs a tensor's values; a part's are those of the whole too.</summary>
    public bool IsReadOnce(int tensor)
    {
        if (ReaderCount(tensor) != 1)
        {
            return false;
        }

        foreach (var operation in Backward)
        {
            if (operation.Parts is { } parts && parts.Whole != tensor && parts.Members.Contains(tensor))
            {
                return IsReadOnce(parts.Whole);
            }
        }

        return true;
    }

    /// <summary>What fusion made of a layer's output that is nowhere kept by itself: the tensor that stands for it.</summary>
    public TensorProgram Replace(int tensor, int by)
    {
        var outputs = new int[LayerOutputs.Count];
        for (var layer = 0; layer < outputs.Length; layer++)
        {
            outputs[layer] = LayerOutputs[layer] == tensor ? by : LayerOutputs[layer];
        }

        return this with { LayerOutputs = new(outputs) };
    }
}
