namespace NetDsl.Compiler.Ir;

/// <summary>When each tensor of a program is first written and last needed, in operations from the start. A part is needed as
/// long as what it is a part of, and the other way round.</summary>
internal sealed class TensorLives
{
    private readonly int[] first;
    private readonly int[] lastRead;
    private readonly int[] last;

    public TensorLives(TensorProgram program)
    {
        var count = program.Tensors.Count;
        (first, lastRead, last) = (new int[count], new int[count], new int[count]);
        for (var tensor = 0; tensor < count; tensor++)
        {
            (first[tensor], lastRead[tensor], last[tensor]) = (int.MaxValue, -1, -1);
        }

        var operations = program.Operations.ToArray();
        for (var index = 0; index < operations.Length; index++)
        {
            foreach (var tensor in operations[index].Reads)
            {
                Use(tensor, index);
                lastRead[tensor] = index;
            }

            foreach (var tensor in operations[index].Writes)
            {
                Use(tensor, index);
            }
        }

        for (var index = operations.Length - 1; index >= 0; index--)
        {
            if (operations[index].Parts is { } parts)
            {
                Link(parts, isWholeRead: operations[index].IsReading(parts.Whole));
            }
        }

        if (program.IsTraining)
        {
            KeepOutputs(program);
        }
    }

    public bool IsUsed(int tensor) => last[tensor] >= 0;

    public int First(int tensor) => first[tensor];

    /// <summary>The last operation that needs its values; −1 for none.</summary>
    public int LastRead(int tensor) => lastRead[tensor];

    /// <summary>The last operation for which its place is its own.</summary>
    public int Last(int tensor) => Math.Max(last[tensor], lastRead[tensor]);

    private void Use(int tensor, int index)
    {
        first[tensor] = Math.Min(first[tensor], index);
        last[tensor] = Math.Max(last[tensor], index);
    }

    private void Link(Parts parts, bool isWholeRead)
    {
        foreach (var part in parts.Members)
        {
            if (isWholeRead)
            {
                lastRead[parts.Whole] = Math.Max(lastRead[parts.Whole], lastRead[part]);
            }
            else
            {
                lastRead[part] = Math.Max(lastRead[part], lastRead[parts.Whole]);
            }
        }
    }

    // a layer's output stays until the forward pass ends: the runtime looks there for the first value that is not finite
    private void KeepOutputs(TensorProgram program)
    {
        foreach (var output in program.LayerOutputs)
        {
            if (output >= 0)
            {
                Use(output, program.Forward.Count - 1);
            }
        }
    }
}
