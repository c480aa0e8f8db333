using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Finds the tensors that can take the place of another: values computed one by one, each from the value before
/// it, where nobody reads the old ones later.</summary>
internal static class ShareInPlace
{
    /// <returns>For each tensor the one whose place it has: itself where it has its own.</returns>
    public static int[] Run(TensorProgram program)
    {
        var operations = program.Operations.ToList();
        var places = new int[program.Tensors.Count];
        for (var tensor = 0; tensor < places.Length; tensor++)
        {
            places[tensor] = tensor;
        }

        for (var index = 0; index < operations.Count; index++)
        {
            if (operations[index].InPlace is { } pair && MayShare(program, operations, index, pair.Read, pair.Written))
            {
                Join(places, pair.Read, pair.Written);
            }
            else if (operations[index].MustBeInPlace)
            {
                throw new InvalidOperationException(
                    $"{operations[index].Covers[0]} works only in place, but what it overwrites is read later");
            }
        }

        return places;
    }

    private static bool MayShare(TensorProgram program, List<Operation> operations, int index, int read, int written)
    {
        var isForced = operations[index].MustBeInPlace;
        return program.Tensors[read].IsPlanned
            && (isForced || program.Tensors[written].IsPlanned)
            && !operations.Skip(index + 1).Any(later => later.IsReading(read))
            && program.Tensors[read].Shape.Count == program.Tensors[written].Shape.Count;
    }

    // the written tensor's place is the one that stays: where it is the program's output, both are that
    private static void Join(int[] places, int read, int written)
    {
        var (old, joined) = (places[read], places[written]);
        for (var tensor = 0; tensor < places.Length; tensor++)
        {
            places[tensor] = places[tensor] == old ? joined : places[tensor];
        }
    }
}
