using NetDsl.Compiler.Collections;

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
}
