using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Sees to it that each input of a concatenation can be written where it belongs in it: one that lies elsewhere, such as
/// the network's input or a part of another concatenation, is copied.</summary>
public static class PlaceConcatenations
{
    public static TensorProgram Run(TensorProgram program)
    {
        var tensors = program.Tensors.ToList();
        var forward = new List<Operation>();
        var parts = new HashSet<int>();
        foreach (var operation in program.Forward)
        {
            forward.Add(operation is Concatenate concatenate ? Place(concatenate) : operation);
        }

        return forward.Count == program.Forward.Count
            ? program
            : program with { Tensors = tensors.ToEquatableArray(), Forward = forward.ToEquatableArray() };

        Operation Place(Concatenate concatenate)
        {
            var inputs = concatenate.Inputs.ToArray();
            for (var index = 0; index < inputs.Length; index++)
            {
                var input = tensors[inputs[index]];
                if (input.IsPlanned && parts.Add(input.Id))
                {
                    continue;
                }

                var whole = tensors[concatenate.Output];
                var copy = new Tensor(
                    tensors.Count, $"{input.Name} in {whole.Name}", $"{input.Member}In{whole.Member}{index + 1}", input.Shape,
                    TensorKind.Activation);
                tensors.Add(copy);
                forward.Add(new Copy(concatenate.Covers, concatenate.Sizes[index], input.Id, copy.Id));
                inputs[index] = copy.Id;
            }

            return concatenate with { Inputs = new(inputs) };
        }
    }
}
