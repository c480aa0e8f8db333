using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Checks a program after each pass: a mistake of a pass shows where it was made.</summary>
public static class VerifyProgram
{
    /// <param name="pass">Named in the message.</param>
    /// <exception cref="InvalidOperationException">The program is wrong.</exception>
    public static TensorProgram Run(TensorProgram program, string pass)
    {
        var written = new HashSet<int>(program.Tensors.Where(IsGiven).Select(tensor => tensor.Id));
        var spoiled = new HashSet<int>();
        foreach (var operation in program.Operations)
        {
            foreach (var tensor in operation.Reads)
            {
                Require(written.Contains(tensor), "reads what was never written", tensor);
                Require(!spoiled.Contains(tensor), "reads what an earlier operation spoiled", tensor);
            }

            foreach (var tensor in operation.Writes)
            {
                Require(written.Add(tensor), "writes what is written already", tensor);
            }

            foreach (var (left, right) in operation.SameSize)
            {
                Require(CountOf(left) == CountOf(right), "joins tensors of different sizes", left);
            }

            spoiled.UnionWith(operation.Spoils is { } gone ? [gone] : []);

            void Require(bool holds, string mistake, int tensor)
            {
                if (!holds)
                {
                    throw new InvalidOperationException(
                        $"after {pass}: {string.Join(" → ", operation.Covers)} {mistake}: {program.Tensors[tensor].Name}");
                }
            }
        }

        foreach (var parameter in program.Parameters.Where(_ => program.Backward.Count > 0))
        {
            if (!written.Any(tensor => program.Tensors[tensor].Of == parameter.Tensor))
            {
                throw new InvalidOperationException($"after {pass}: {parameter.FileName} gets no gradient");
            }
        }

        return program;

        long CountOf(int tensor) => program.Tensors[tensor].Shape.Count;
    }

    private static bool IsGiven(Tensor tensor) => tensor.Kind is TensorKind.Input or TensorKind.Parameter;
}
