using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>A network as operations on tensors.</summary>
/// <param name="Tensors">By id; passes may leave some unused.</param>
/// <param name="Backward">Empty for inference.</param>
/// <param name="LayerOutputs">For each layer the tensor that holds what it gives.</param>
public sealed record TensorProgram(
    bool IsTraining,
    EquatableArray<Tensor> Tensors,
    EquatableArray<Parameter> Parameters,
    EquatableArray<ShapeDeclaration> Shapes,
    EquatableArray<int> LayerOutputs,
    EquatableArray<Operation> Forward,
    EquatableArray<Operation> Backward)
{
    /// <summary>Forward, then backward: the order of execution.</summary>
    public IEnumerable<Operation> Operations => Forward.Concat(Backward);

    /// <summary>How many operations read a tensor.</summary>
    public int ReaderCount(int tensor) => Operations.Count(operation => operation.IsReading(tensor));

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
